import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileSignature } from "lucide-react";

import { quotes, type Quote } from "../api/quotes";
import { shownState } from "../components/shown-state";

export default function QuoteListPage() {
  const { t } = useTranslation("quotes");
  useTitle(t("title"));
  const query = useInfiniteQuery(quotes);
  const columns: Column<Quote>[] = [
    { id: "title", header: t("what"), card: "title", cell: (quote) => <span className="line-clamp-2 break-words">{quote.title}</span> },
    { id: "valid", header: t("valid_until"), cell: (quote) => <CivilDate value={quote.valid_until} /> },
    { id: "status", header: t("status"), card: "corner", cell: (quote) => <StatusBadge state={shownState(quote)} /> },
    { id: "total", header: t("total"), align: "end", cell: (quote) => <Money value={quote.total} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(quote) => quote.id}
        href={(quote) => `/quotes/${quote.id}`}
        empty={{ icon: FileSignature, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
