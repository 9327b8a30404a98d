import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import type { components } from "@hostler/web-kit/schema";
import { useTranslation } from "react-i18next";

/** What the register says of the number; only a valid one turns the tax around. */
export function VatStanding({ number }: { number: components["schemas"]["TaxNumberView"] }) {
  const { t } = useTranslation("methods");
  if (!number.tax_id) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <StatusBadge state={number.standing} />
      <span className="text-muted-foreground">{t(`tax.standing.${number.standing}`)}</span>
      {number.checked_at && (
        <span className="text-xs text-muted-foreground">
          {t("tax.checked")} <Instant value={number.checked_at} />
        </span>
      )}
    </div>
  );
}
