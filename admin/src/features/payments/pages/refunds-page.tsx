import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";

import { RecordLink } from "../../../records/record-link";
import { listRefunds, type Refund } from "../api/lists";
import { PaymentLinks } from "../components/payment-links";

export default function RefundsPage() {
  const { t } = useTranslation("payments");
  const Link = useLink();
  useTitle(t("refunds.title"));
  const [state, change] = useUrlState("sort");
  const query = useInfiniteQuery(listRefunds(state.sort));
  const choose = (
    <Button asChild>
      <Link href="/payments">{t("refunds.make")}</Link>
    </Button>
  );
  const columns: Column<Refund>[] = [
    { id: "at", header: t("when"), sort: "created_at", card: "title", cell: (one) => <Instant value={one.created_at} /> },
    { id: "status", header: t("status"), card: "corner", cell: (one) => <StatusBadge state={one.status} /> },
    { id: "to", header: t("refunds.to"), cell: (one) => t(`refunds.to_${one.to}`) },
    { id: "payment", header: t("refunds.payment"), cell: (one) => <RecordLink id={one.payment_id} /> },
    { id: "note", header: t("refunds.note"), cell: (one) => one.credit_note_id && <RecordLink id={one.credit_note_id} /> },
    { id: "reason", header: t("reason"), cell: (one) => one.reason, className: "min-w-48" },
    { id: "amount", header: t("amount"), align: "end", cell: (one) => <Money value={one.amount} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("refunds.title")} description={t("refunds.description")} actions={choose} />
      <PaymentLinks />
      <PagedList
        label={t("refunds.title")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        sort={state.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => change({ sort })}
        empty={{ icon: Undo2, title: t("refunds.empty"), text: t("refunds.empty_text"), action: choose }}
      />
    </>
  );
}
