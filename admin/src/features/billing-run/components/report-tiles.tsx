import { cn } from "@hostler/ui/lib/cn";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { runLists, type BillingReport, type RunList } from "../api/run-billing";

import { clientsOf, countOf, invoicesOf, moneyOf } from "./report-counts";

const bad: readonly RunList[] = ["held", "refused", "failed"];

/** Every list of a report with its count and its sums; one press shows its rows. */
export function ReportTiles({ report, open, onOpen }: { report: BillingReport; open: RunList; onOpen: (list: RunList) => void }) {
  const { t } = useTranslation("billing-run");
  return (
    <div role="group" aria-label={t("totals")} className="grid grid-cols-2 gap-2 sm:grid-cols-3 xl:grid-cols-6">
      {runLists
        .filter((list) => !bad.includes(list) || countOf(report, list) > 0)
        .map((list) => {
          const count = countOf(report, list);
          const unforeseen = list === "charged" && report.dry_run && count === 0;
          const clients = clientsOf(report, list);
          return (
            <button
              key={list}
              type="button"
              aria-pressed={open === list}
              onClick={() => onOpen(list)}
              className="rounded-lg border bg-card p-3 text-start transition-colors hover:bg-accent aria-pressed:border-primary aria-pressed:bg-primary/8"
            >
              <span className="block text-xs text-muted-foreground">{t(`list.${list}`)}</span>
              <span className={cn("block text-2xl font-semibold tabular-nums", count > 0 && (bad.includes(list) || list === "terminated") && "text-destructive")}>
                {unforeseen ? "–" : count}
              </span>
              {moneyOf(report, list).map((sum) => (
                <Money key={sum.currency} value={sum} mono className="block text-xs" />
              ))}
              {list === "invoiced" && invoicesOf(report) !== count && (
                <span className="block text-xs text-muted-foreground">{t("on_invoices", { count: invoicesOf(report) })}</span>
              )}
              {clients > 0 && <span className="block text-xs text-muted-foreground">{t("clients", { count: clients })}</span>}
            </button>
          );
        })}
    </div>
  );
}
