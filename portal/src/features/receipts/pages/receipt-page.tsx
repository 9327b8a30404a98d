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

import { useGatewayName } from "../../../paying/gateway-name";
import { getReceipt } from "../api/receipts";
import { ReceiptPdf } from "../components/receipt-pdf";

export default function ReceiptPage() {
  const { t } = useTranslation("receipts");
  const gateway = useGatewayName();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getReceipt(id));
  useTitle(query.data?.number ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-56" />}>
      {(receipt) => (
        <>
          <PageHeader trail={[{ label: t("title"), href: "/receipts" }]} title={<span className="font-mono">{receipt.number}</span>} actions={<ReceiptPdf receipt={receipt} />} />
          <Card className="max-w-2xl">
            <p className="mb-4 text-3xl font-semibold tracking-tight">
              <Money value={receipt.amount} />
            </p>
            <DescriptionList
              columns={2}
              facts={[
                [t("issued"), <CivilDate key="issued" value={receipt.issue_date} />],
                [t("gateway"), gateway(receipt.gateway)],
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
