import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { oneOf } from "@hostler/web-kit/paged-query";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { ArrowLeftRight } from "lucide-react";

import { PluginName } from "../../../plugins/plugin-name";
import { useSifted } from "../../../records/use-sifted";
import { listTransactions, type Transaction } from "../api/lists";
import { InvoiceLinks } from "../components/invoice-links";
import { PaymentLinks } from "../components/payment-links";
import { ReceiptLink } from "../components/receipt-link";

/** Money that is for no invoice came into a wallet. */
function isTopUp({ type, invoices = [] }: Transaction) {
  return type === "payment" && invoices.length === 0;
}

const types = ["payment", "refund", "chargeback"] as const satisfies readonly Transaction["type"][];

export default function TransactionsPage() {
  const { t } = useTranslation("payments");
  useTitle(t("transactions.title"));
  const [state, change] = useUrlState("sort", "type", "status");
  const type = oneOf(types, state.type);
  const query = useSifted(useInfiniteQuery({ ...listTransactions(state.sort), enabled: state.status !== "failed" }), type ? (one) => one.type === type : null);
  // What failed never moved money: it is an attempt.
  if (state.status === "failed") return <Navigate to="/payments" search={{ status: "failed" } as never} replace />;
  const columns: Column<Transaction>[] = [
    { id: "at", header: t("when"), sort: "created_at", card: "title", cell: (one) => <Instant value={one.created_at} /> },
    { id: "type", header: t("type"), card: "corner", cell: (one) => <StatusBadge state={one.type} /> },
    { id: "gateway", header: t("gateway"), cell: (one) => <PluginName of={one.gateway} /> },
    { id: "reference", header: t("gateway_reference"), cell: (one) => <span className="font-mono text-xs break-all">{one.gateway_transaction_id}</span> },
    { id: "invoices", header: t("for"), cell: (one) => (isTopUp(one) ? <ReceiptLink transaction={one.id} /> : <InvoiceLinks ids={one.invoices} />) },
    { id: "status", header: t("status"), cell: (one) => <StatusBadge state={one.status} /> },
    { id: "fee", header: t("fee"), align: "end", cell: (one) => (one.fee.amount === 0 ? "–" : <Money value={one.fee} mono />) },
    { id: "amount", header: t("amount"), align: "end", cell: (one) => <Money value={one.amount} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("transactions.title")} description={t("transactions.description")} />
      <PaymentLinks />
      <PagedList
        label={t("transactions.title")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        filters={<StateFilter label={t("type")} value={type} values={types} onChange={(next) => change({ type: next })} />}
        filtered={Boolean(type)}
        onShowAll={() => change({ type: undefined })}
        sort={state.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => change({ sort })}
        empty={{ icon: ArrowLeftRight, title: t("transactions.empty"), text: t("transactions.empty_text") }}
      />
    </>
  );
}
