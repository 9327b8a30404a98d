import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { formatCivil } from "@hostler/ui/lib/civil-date";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { BillingReport } from "../api/run-billing";

import { heldEnds, HeldList } from "./held-ends";
import { clientsOf, countOf, invoicesOf, moneyOf } from "./report-counts";

interface RunDialogProps {
  report: BillingReport;
  /** How many rows were taken out of it by hand. */
  leftOut: number;
  onClose: () => void;
  onConfirm: () => void;
}

/** The preview in one sentence for each effect; where data is destroyed the date is typed. */
export function RunDialog({ report, leftOut, onClose, onConfirm }: RunDialogProps) {
  const { t } = useTranslation("billing-run");
  const { locale } = useWords();
  const held = heldEnds(report.held);
  const lines = (["invoiced", "reminded", "late_fees", "cancelled_orders", "collected", "expired", "suspended", "terminated"] as const)
    .map((list) => ({ list, count: countOf(report, list) }))
    .filter(({ count }) => count > 0)
    .map(({ list, count }) => ({ list, count: list === "invoiced" ? invoicesOf(report) : count }))
    .map(({ list, count }) =>
      t(`effect.${list}`, {
        count,
        sums: new Intl.ListFormat(locale).format(moneyOf(report, list).map((sum) => formatMoney(sum, locale))),
        clients: t("clients", { count: clientsOf(report, list) }),
      }),
    );
  const destroys = countOf(report, "terminated") > 0;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("run_title", { date: formatCivil(report.date, locale, "long") })}
      consequence={lines.length > 0 ? t("run_consequence") : t("run_nothing")}
      confirm={t("run")}
      typed={destroys ? report.date : undefined}
      danger={destroys}
      onConfirm={onConfirm}
    >
      <ul className="divide-y pb-2 text-sm">
        {lines.map((line) => (
          <li key={line} className="py-1">
            {line}
          </li>
        ))}
      </ul>
      {held.length > 0 && (
        <div className="pb-2">
          <p className="pt-1 text-sm font-medium">{t("held_ends.left_alone", { count: held.length })}</p>
          <HeldList rows={held} label={t("held_ends.waits")} />
        </div>
      )}
      {leftOut > 0 && <p className="pb-2 text-sm font-medium">{t("left_out.in_run", { count: leftOut })}</p>}
      <p className="pb-3 text-xs text-muted-foreground">{t("run_note")}</p>
    </ConfirmDialog>
  );
}
