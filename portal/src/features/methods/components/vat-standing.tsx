import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";

type TaxNumber = components["schemas"]["TaxNumberView"];

/** What the register says of the number, and what follows from it; only one that counts turns the tax around. */
export function VatStanding({ number }: { number: TaxNumber }) {
  const { t } = useTranslation("methods");
  if (!number.tax_id) return null;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge state={number.standing} />
        <span className="text-muted-foreground">{t(`tax.standing.${wordOf(number)}`)}</span>
        {number.checked_at && (
          <span className="text-xs text-muted-foreground">
            {t("tax.checked")} <Instant value={number.checked_at} />
          </span>
        )}
      </div>
      {number.name && <p className="text-xs text-muted-foreground">{t("tax.registered", { name: number.name })}</p>}
      {number.reference && <p className="font-mono text-xs break-all text-muted-foreground">{t("tax.consultation", { reference: number.reference })}</p>}
    </div>
  );
}

function wordOf(number: TaxNumber) {
  if (!number.applies) return "other_country";
  return number.standing === "pending" && number.counts_while_pending ? "pending_counts" : number.standing;
}
