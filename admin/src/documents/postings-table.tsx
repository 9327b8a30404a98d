import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";

import { RecordLink } from "../records/record-link";

import { useBookWords } from "./book";

type Posting = components["schemas"]["LedgerEntryView"];

/** Postings as book-keepers read them: debit and credit apart. */
export function PostingsTable({ postings, invoices }: { postings: Posting[]; invoices?: boolean }) {
  const { t } = useTranslation("documents");
  const what = useWhat();
  const book = useBookWords();
  const columns: (Column<Posting & { place: string }> | false | undefined)[] = [
    { id: "at", header: t("posted"), cell: (one) => <Instant value={one.created_at} /> },
    { id: "what", header: t("what"), card: "title", cell: (one) => what(one.what) },
    { id: "book", header: t("book"), cell: (one) => <span title={one.book}>{book(one.book)}</span> },
    invoices && { id: "invoice", header: t("invoice"), cell: (one) => one.invoice_id && <RecordLink id={one.invoice_id} /> },
    { id: "reference", header: t("reference"), cell: (one) => <RecordLink id={one.reference} /> },
    { id: "debit", header: t("debit"), align: "end", cell: (one) => one.amount.amount > 0 && <Money value={one.amount} mono /> },
    { id: "credit", header: t("credit"), align: "end", cell: (one) => one.amount.amount < 0 && <Money value={{ ...one.amount, amount: -one.amount.amount }} mono /> },
  ];
  return (
    <DataTable
      label={t("postings")}
      rows={postings.map((one, place) => ({ ...one, place: String(place) }))}
      columns={columns.filter((column) => Boolean(column)) as Column<Posting & { place: string }>[]}
      rowId={(one) => one.place}
      compact
    />
  );
}

/** The name of a journal in words, or as the ledger has it. */
export function useWhat(): (name: string) => string {
  const { t, i18n } = useTranslation("documents");
  return (name) => {
    const key = name.replaceAll(".", "_");
    return i18n.exists(`documents:journal.${key}`) ? t(`journal.${key}`) : name;
  };
}
