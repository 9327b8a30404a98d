import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
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
import { Banknote } from "lucide-react";
import { useState } from "react";

import { PaidBy } from "../../../money/paid-by";
import { paymentState } from "../../../money/payment-state";
import { refundable, RefundDialog } from "../../../money/refund-dialog";
import { ClientLink } from "../../../people/client-link";
import { useSifted } from "../../../records/use-sifted";
import { listPayments, type Payment } from "../api/lists";
import { InvoiceLinks } from "../components/invoice-links";
import { PaymentLinks } from "../components/payment-links";

const statuses = ["pending", "requires_action", "processing", "succeeded", "failed", "cancelled"] as const satisfies readonly Payment["status"][];

/** Every attempt to pay; what came in by one can be given back from here. */
export default function PaymentsPage() {
  const { t } = useTranslation("payments");
  const { text, status: word } = useWords();
  useTitle(t("attempts.title"));
  const [state, change] = useUrlState("sort", "status");
  const status = oneOf(statuses, state.status);
  const [refunding, setRefunding] = useState<Payment | null>(null);
  const query = useSifted(useInfiniteQuery(listPayments(state.sort)), status ? (one) => one.status === status : null);
  const columns: Column<Payment>[] = [
    { id: "at", header: t("when"), sort: "created_at", card: "title", cell: (one) => <Instant value={one.created_at} /> },
    { id: "client", header: t("client"), cell: (one) => <ClientLink id={one.account_id} client={one.client} /> },
    { id: "gateway", header: t("gateway"), cell: (one) => <PaidBy payment={one} /> },
    { id: "invoices", header: t("for"), cell: (one) => <InvoiceLinks ids={one.invoices} /> },
    {
      id: "status",
      header: t("status"),
      card: "corner",
      cell: (one) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <StatusBadge state={paymentState(one.status)} />
          {one.error_message && <span className="text-xs text-muted-foreground">{one.error_message}</span>}
        </span>
      ),
    },
    { id: "amount", header: t("asked_for"), align: "end", cell: (one) => <Money value={one.amount} mono /> },
    { id: "paid", header: t("came_in"), align: "end", cell: (one) => <Money value={one.paid} mono /> },
    { id: "refunded", header: t("given_back"), align: "end", cell: (one) => (one.refunded.amount === 0 ? "–" : <Money value={one.refunded} mono />) },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (one) =>
        refundable(one).amount > 0 && (
          <Button variant="ghost" size="sm" onClick={() => setRefunding(one)}>
            {t("attempts.refund")}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t("attempts.title")} description={t("attempts.description")} />
      <PaymentLinks />
      <PagedList
        label={t("attempts.title")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        filters={<StateFilter label={t("status")} value={status} values={statuses} word={(one) => word(paymentState(one))} onChange={(next) => change({ status: next })} />}
        filtered={Boolean(status)}
        onShowAll={() => change({ status: undefined })}
        sort={state.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => change({ sort })}
        empty={{ icon: Banknote, title: t("attempts.empty"), text: t("attempts.empty_text") }}
      />
      {refunding && <RefundDialog payment={refunding} onClose={() => setRefunding(null)} />}
    </>
  );
}
