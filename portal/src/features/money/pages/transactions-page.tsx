import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";

import { useGatewayName } from "../../../paying/gateway-name";
import { transactions, type Transaction } from "../api/money";
import { UnderWay } from "../components/under-way";

/** The statement: one row for each movement of money. */
export default function TransactionsPage() {
  const { t } = useTranslation("money");
  const Link = useLink();
  const gateway = useGatewayName();
  useTitle(t("transactions.title"));
  const query = useInfiniteQuery(transactions);
  const columns: Column<Transaction>[] = [
    { id: "date", header: t("transactions.date"), card: "title", cell: (row) => <Instant value={row.created_at} /> },
    { id: "type", header: t("transactions.type"), card: "corner", cell: (row) => <StatusBadge state={row.type} /> },
    { id: "gateway", header: t("transactions.gateway"), cell: (row) => gateway(row.gateway) },
    { id: "reference", header: t("transactions.reference"), cell: (row) => <span className="font-mono text-xs break-all">{row.gateway_transaction_id}</span> },
    {
      id: "invoices",
      header: t("transactions.for"),
      cell: (row) =>
        (row.invoices ?? []).map((invoice) => (
          <Link key={invoice} href={`/invoices/${invoice}`} className="inline-flex min-h-6 items-center text-primary hover:underline">
            {t("transactions.invoice")}
          </Link>
        )),
    },
    {
      id: "amount",
      header: t("transactions.amount"),
      align: "end",
      cell: (row) => <Money value={row.type === "payment" ? row.amount : { ...row.amount, amount: -row.amount.amount }} mono />,
    },
  ];
  return (
    <>
      <PageHeader title={t("transactions.title")} description={t("transactions.description")} />
      <UnderWay />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t("transactions.title")}
              rows={list.pages.flatMap((part) => part.data ?? [])}
              columns={columns}
              rowId={(row) => row.id}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              empty={
                <EmptyState icon={ArrowLeftRight} title={t("transactions.empty")}>
                  {t("transactions.empty_text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
    </>
  );
}
