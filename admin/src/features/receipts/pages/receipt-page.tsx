import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { placeOfSupply } from "@hostler/web-kit/gst-states";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { PdfButton } from "../../../documents/pdf-button";
import { ClientName } from "../../../people/client-name";
import { PluginName } from "../../../plugins/plugin-name";
import { getReceipt, getReceiptPdf } from "../api/receipts";

export default function ReceiptPage() {
  const { t } = useTranslation("receipts");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getReceipt(id));
  useTitle(query.data?.number ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-56" />}>
      {(receipt) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/receipts" }]}
            title={<span className="font-mono">{receipt.number}</span>}
            actions={<PdfButton load={() => getReceiptPdf(receipt.id)} name={receipt.number} />}
          />
          <Card className="max-w-2xl">
            <p className="mb-4 text-3xl font-semibold tracking-tight">
              <Money value={receipt.amount} />
            </p>
            <DescriptionList
              columns={2}
              facts={[
                [t("client"), <ClientName key="client" id={receipt.account_id} />],
                [t("issued"), <CivilDate key="issued" value={receipt.issue_date} />],
                [t("gateway"), <PluginName key="gateway" of={receipt.gateway} />],
                receipt.place_of_supply ? [t("place_of_supply"), placeOfSupply(receipt.place_of_supply)] : null,
                [
                  t("transaction"),
                  <code key="transaction" className="font-mono text-xs break-all">
                    {receipt.transaction_id}
                  </code>,
                ],
              ]}
            />
            <p className="mt-4 text-xs text-muted-foreground">{t("what_it_is")}</p>
          </Card>
        </>
      )}
    </Ask>
  );
}
