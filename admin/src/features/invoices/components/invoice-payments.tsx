import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Banknote } from "lucide-react";
import { useState } from "react";

import { PaidBy } from "../../../money/paid-by";
import { paymentState } from "../../../money/payment-state";
import { refundable, RefundDialog } from "../../../money/refund-dialog";
import { paymentsOf, type Payment } from "../api/invoice-money";
import type { Invoice } from "../api/list-invoices";

/** Every attempt that names this invoice. */
export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const { text } = useWords();
  const [refunding, setRefunding] = useState<Payment | null>(null);
  const query = useInfiniteQuery(paymentsOf(invoice));
  const columns: Column<Payment>[] = [
    { id: "at", header: t("when"), card: "title", cell: (payment) => (payment.received_on ? <CivilDate value={payment.received_on} /> : <Instant value={payment.created_at} />) },
    { id: "gateway", header: t("method_label"), cell: (payment) => <PaidBy payment={payment} /> },
    { id: "status", header: t("status"), card: "corner", cell: (payment) => <StatusBadge state={paymentState(payment.status)} /> },
    { id: "paid", header: t("came_in"), align: "end", cell: (payment) => <Money value={payment.paid} mono /> },
    { id: "refunded", header: t("given_back"), align: "end", cell: (payment) => (payment.refunded.amount === 0 ? "–" : <Money value={payment.refunded} mono />) },
    { id: "why", header: t("message"), cell: (payment) => payment.error_message },
    {
      id: "refund",
      header: text("actions"),
      align: "end",
      cell: (payment) =>
        refundable(payment).amount > 0 && (
          <Button variant="ghost" size="sm" onClick={() => setRefunding(payment)}>
            {t("refund")}
          </Button>
        ),
    },
  ];
  return (
    <Card title={t("payments")} flush>
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(list) => (
          <DataTable
            label={t("payments")}
            rows={list.pages.flatMap((part) => part.rows).filter((payment) => payment.invoices?.includes(invoice.id))}
            columns={columns}
            rowId={(payment) => payment.id}
            hasMore={query.hasNextPage}
            onMore={() => void query.fetchNextPage()}
            loadingMore={query.isFetchingNextPage}
            empty={
              <EmptyState
                icon={Banknote}
                title={query.hasNextPage ? t("no_payment_yet_seen") : t("no_payment")}
                action={
                  query.hasNextPage && (
                    <Button variant="secondary" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                      {t("look_further")}
                    </Button>
                  )
                }
              >
                {query.hasNextPage ? t("look_further_text") : t("no_payment_text")}
              </EmptyState>
            }
          />
        )}
      </Ask>
      {refunding && <RefundDialog payment={refunding} onClose={() => setRefunding(null)} />}
    </Card>
  );
}
