import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
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
import { FileSignature, Plus } from "lucide-react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import { useSifted } from "../../../records/use-sifted";
import { listQuotes, type Quote } from "../api/quotes";

const statuses = ["draft", "sent", "accepted", "declined", "expired"] as const satisfies readonly Quote["status"][];

export default function QuoteListPage() {
  const { t } = useTranslation("quotes");
  const Link = useLink();
  useTitle(t("title"));
  const [state, change] = useUrlState("sort", "status");
  const status = oneOf(statuses, state.status);
  const query = useSifted(useInfiniteQuery(listQuotes(state.sort)), status ? (quote) => quote.status === status : null);
  const write = (
    <Button asChild>
      <Link href="/quotes/new">
        <Plus aria-hidden />
        {t("new")}
      </Link>
    </Button>
  );
  const columns: Column<Quote>[] = [
    { id: "title", header: t("subject"), card: "title", cell: (quote) => quote.title },
    { id: "client", header: t("client"), cell: (quote) => <ClientName id={quote.account_id} /> },
    { id: "status", header: t("status"), card: "corner", cell: (quote) => <StatusBadge state={quote.status} /> },
    { id: "until", header: t("valid_until"), cell: (quote) => <CivilDate value={quote.valid_until} /> },
    { id: "invoice", header: t("invoice"), cell: (quote) => quote.invoice_id && <RecordLink id={quote.invoice_id} /> },
    { id: "made", header: t("written"), sort: "created_at", cell: (quote) => <Instant value={quote.created_at} relative /> },
    { id: "total", header: t("total"), align: "end", cell: (quote) => <Money value={quote.total} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={write} />
      <DocumentLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(quote) => quote.id}
        href={(quote) => `/quotes/${quote.id}`}
        filters={<StateFilter label={t("status")} value={status} values={statuses} onChange={(next) => change({ status: next })} />}
        filtered={Boolean(status)}
        onShowAll={() => change({ status: undefined })}
        sort={state.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => change({ sort })}
        empty={{ icon: FileSignature, title: t("empty"), text: t("empty_text"), action: write }}
      />
    </>
  );
}
