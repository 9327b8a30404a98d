import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileMinus2 } from "lucide-react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import { listCreditNotes, type CreditNote } from "../api/credit-notes";

export default function CreditNoteListPage() {
  const { t } = useTranslation("credit-notes");
  useTitle(t("title"));
  const [state, change] = useUrlState("sort");
  const query = useInfiniteQuery(listCreditNotes(state.sort));
  const columns: Column<CreditNote>[] = [
    { id: "number", header: t("number"), card: "title", cell: (note) => <span className="font-mono text-[0.96em]">{note.number}</span> },
    { id: "client", header: t("client"), cell: (note) => <ClientName id={note.account_id} /> },
    { id: "issued", header: t("issued"), sort: "created_at", cell: (note) => <CivilDate value={note.issue_date} /> },
    { id: "invoice", header: t("invoice"), cell: (note) => <RecordLink id={note.invoice_id} /> },
    { id: "reason", header: t("reason"), cell: (note) => <span className="line-clamp-2">{note.reason}</span>, className: "min-w-48" },
    { id: "taxable", header: t("taxable"), align: "end", cell: (note) => <Money value={note.taxable} mono /> },
    { id: "total", header: t("total"), align: "end", card: "corner", cell: (note) => <Money value={note.total} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <DocumentLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(note) => note.id}
        href={(note) => `/credit-notes/${note.id}`}
        sort={state.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => change({ sort })}
        empty={{ icon: FileMinus2, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
