import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientName } from "../../../people/client-name";
import { PluginName } from "../../../plugins/plugin-name";
import { listReceipts, type Receipt } from "../api/receipts";

/** Receipt vouchers: what a seller gives for money that clients put into their wallets. */
export default function ReceiptListPage() {
  const { t } = useTranslation("receipts");
  useTitle(t("title"));
  const [{ sort, client, transaction }, change] = useUrlState("sort", "client", "transaction");
  const query = useInfiniteQuery(listReceipts({ account_id: client, transaction_id: transaction }, sort));
  const columns: Column<Receipt>[] = [
    { id: "number", header: t("number"), card: "title", cell: (receipt) => <span className="font-mono text-[0.96em]">{receipt.number}</span> },
    { id: "client", header: t("client"), cell: (receipt) => <ClientName id={receipt.account_id} /> },
    { id: "issued", header: t("issued"), sort: "created_at", cell: (receipt) => <CivilDate value={receipt.issue_date} /> },
    { id: "gateway", header: t("gateway"), cell: (receipt) => <PluginName of={receipt.gateway} /> },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: (receipt) => <Money value={receipt.amount} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={transaction ? t("of_transaction") : client ? t("of_client") : t("description")} />
      <DocumentLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(receipt) => receipt.id}
        href={(receipt) => `/receipts/${receipt.id}`}
        filtered={Boolean(client ?? transaction)}
        onShowAll={() => change({ client: undefined, transaction: undefined })}
        sort={sort}
        defaultSort="-created_at"
        onSortChange={(next) => change({ sort: next })}
        empty={{ icon: HandCoins, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
