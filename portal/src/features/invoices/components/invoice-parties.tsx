import { Card } from "@hostler/ui/card";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { placeOfSupply } from "@hostler/web-kit/gst-states";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Invoice } from "../api/list-invoices";

export function InvoiceParties({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  return (
    <Card>
      <DescriptionList
        facts={[
          [t("issued"), <CivilDate key="issued" value={invoice.issue_date} />],
          [t("due"), <CivilDate key="due" value={invoice.due_date} />],
          invoice.paid_at ? [t("paid_on"), <Instant key="paid" value={invoice.paid_at} />] : null,
          [t("seller"), <Party key="seller" of={invoice.seller} />],
          [t("buyer"), <Party key="buyer" of={invoice.buyer} />],
          invoice.place_of_supply ? [t("place_of_supply"), placeOfSupply(invoice.place_of_supply)] : null,
          invoice.exchange_rate ? [t("exchange_rate"), t("exchange_rate_text", { currency: invoice.currency, ...invoice.exchange_rate })] : null,
        ]}
      />
    </Card>
  );
}

/** A party as it stood on the day of issue: the document keeps it as it was then. */
function Party({ of }: { of: unknown }) {
  const { t } = useTranslation("invoices");
  const party = (of ?? {}) as Record<string, unknown>;
  const text = (key: string) => (typeof party[key] === "string" ? (party[key] as string) : "");
  return (
    <>
      <span className="block font-medium">{text("legal_name") || text("company") || text("name")}</span>
      {text("gstin") && (
        <span className="block text-xs text-muted-foreground">
          {t("gstin")} <span className="font-mono">{text("gstin")}</span>
        </span>
      )}
      {text("tax_id") && (
        <span className="block text-xs text-muted-foreground">
          {t("vat")} <span className="font-mono">{text("tax_id")}</span>
        </span>
      )}
    </>
  );
}
