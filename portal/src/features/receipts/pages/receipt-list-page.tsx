import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";

import { useGatewayName } from "../../../paying/gateway-name";
import { receipts, type Receipt } from "../api/receipts";

/** Receipt vouchers: what a seller gives for money that is put into the wallet, before anything is supplied for it. */
export default function ReceiptListPage() {
  const { t } = useTranslation("receipts");
  const gateway = useGatewayName();
  useTitle(t("title"));
  const query = useInfiniteQuery(receipts);
  const columns: Column<Receipt>[] = [
    { id: "number", header: t("number"), card: "title", cell: (receipt) => <span className="font-mono text-[0.96em]">{receipt.number}</span> },
    { id: "issued", header: t("issued"), cell: (receipt) => <CivilDate value={receipt.issue_date} /> },
    { id: "gateway", header: t("gateway"), cell: (receipt) => gateway(receipt.gateway) },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: (receipt) => <Money value={receipt.amount} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(receipt) => receipt.id}
        href={(receipt) => `/receipts/${receipt.id}`}
        empty={{ icon: HandCoins, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
