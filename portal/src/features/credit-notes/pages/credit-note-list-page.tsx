import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";

import { creditNotes, type CreditNote } from "../api/credit-notes";

export default function CreditNoteListPage() {
  const { t } = useTranslation("credit-notes");
  useTitle(t("title"));
  const query = useInfiniteQuery(creditNotes);
  const columns: Column<CreditNote>[] = [
    { id: "number", header: t("number"), card: "title", cell: (note) => <span className="font-mono text-[0.96em]">{note.number}</span> },
    { id: "issued", header: t("issued"), cell: (note) => <CivilDate value={note.issue_date} /> },
    { id: "reason", header: t("reason"), cell: (note) => <span className="line-clamp-2 break-words">{note.reason}</span> },
    { id: "total", header: t("total"), align: "end", card: "corner", cell: (note) => <Money value={note.total} mono /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(note) => note.id}
        href={(note) => `/credit-notes/${note.id}`}
        empty={{ icon: ReceiptText, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
