import { Card } from "@hostler/ui/card";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { placeOfSupply } from "@hostler/web-kit/gst-states";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { DocumentLines } from "../../../documents/document-lines";
import { DocumentSums } from "../../../documents/document-sums";
import { Party, partyName } from "../../../documents/party";
import { RecordLink } from "../../../records/record-link";
import type { Invoice } from "../api/list-invoices";

/** All that the paper says: lines, taxes, parties, notes. */
export function InvoiceDocument({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const issued = invoice.status !== "draft";
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[1fr_20rem]">
      <Card title={t("lines")} flush>
        <DocumentLines lines={invoice.lines ?? []} />
        <DocumentSums
          subtotal={invoice.subtotal}
          discount={invoice.discount}
          taxes={invoice.taxes ?? []}
          rounding={invoice.rounding}
          total={invoice.total}
          balance={issued ? invoice.balance : undefined}
        />
        {(invoice.notes || invoice.endorsement) && (
          <div className="border-t px-4 py-3 text-sm whitespace-pre-line text-muted-foreground">{[invoice.endorsement, invoice.notes].filter(Boolean).join("\n\n")}</div>
        )}
      </Card>
      <Card>
        <DescriptionList
          facts={[
            [
              t("client"),
              <RecordLink key="client" id={invoice.account_id}>
                {partyName(invoice.buyer) || undefined}
              </RecordLink>,
            ],
            [t("kind_column"), t(`kind.${invoice.kind}`)],
            issued ? [t("issued"), <CivilDate key="issued" value={invoice.issue_date} />] : null,
            [t("due"), <CivilDate key="due" value={invoice.due_date} />],
            invoice.paid_at ? [t("paid_on"), <Instant key="paid" value={invoice.paid_at} />] : null,
            [t("seller"), <Party key="seller" of={invoice.seller} />],
            [t("buyer"), <Party key="buyer" of={invoice.buyer} />],
            invoice.place_of_supply ? [t("place_of_supply"), placeOfSupply(invoice.place_of_supply)] : null,
            invoice.exchange_rate ? [t("exchange_rate"), t("exchange_rate_text", { currency: invoice.currency, ...invoice.exchange_rate })] : null,
          ]}
        />
      </Card>
    </div>
  );
}
