import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { BookOpenText, FileDown } from "lucide-react";

import { useBookWords } from "../../../../documents/book";
import { useWhat } from "../../../../documents/postings-table";
import { saveBlob } from "../../../../files/save-blob";
import { useDownload } from "../../../../files/use-download";
import { Subject } from "../../../../wire/subject";
import { downloadStatement, getStatement, listPostings, type Posting, type Statement, type StatementRow } from "../../api/ledger";

/** What is owed and was paid, and the postings behind it. */
export function LedgerTab({ id }: { id: string }) {
  return (
    <div className="flex flex-col gap-4">
      <StatementCard id={id} />
      <Postings id={id} />
    </div>
  );
}

function StatementCard({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const [span, setSpan] = useUrlState("from", "to");
  const query = useQuery(getStatement(id, span));
  const download = useDownload(async () => saveBlob(await downloadStatement(id, span), `statement-${id}.csv`));
  return (
    <Card flush title={t("statement")}>
      <div className="flex flex-wrap items-end gap-2 border-b px-4 pb-3">
        <Field label={t("from")} className="w-40">
          <Input type="date" value={span.from ?? query.data?.from ?? ""} onChange={(event) => setSpan({ from: event.target.value })} />
        </Field>
        <Field label={t("to")} className="w-40">
          <Input type="date" value={span.to ?? query.data?.to ?? ""} onChange={(event) => setSpan({ to: event.target.value })} />
        </Field>
        <Button variant="secondary" busy={download.busy} onClick={() => void download.go()}>
          {!download.busy && <FileDown aria-hidden />}
          {t("csv")}
        </Button>
      </div>
      <Ask query={query} skeleton={<SkeletonRows rows={4} />}>
        {(statement) => <StatementRows statement={statement} />}
      </Ask>
    </Card>
  );
}

function StatementRows({ statement }: { statement: Statement }) {
  const what = useWhat();
  const { t } = useTranslation("clients");
  const columns: Column<StatementRow & { place: string }>[] = [
    { id: "date", header: t("date"), cell: (row) => <CivilDate value={row.date} /> },
    { id: "what", header: t("what"), card: "title", cell: (row) => what(row.what) },
    { id: "document", header: t("document"), cell: (row) => <span className="font-mono text-xs">{row.document || row.reference || "–"}</span> },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: (row) => <Money value={row.amount} mono /> },
    { id: "balance", header: t("balance"), align: "end", cell: (row) => <Money value={row.balance} mono /> },
  ];
  return (
    <>
      <p className="flex justify-between border-b px-4 py-2 text-sm text-muted-foreground">
        {t("opening")} <Money value={statement.opening} mono />
      </p>
      <DataTable
        label={t("statement")}
        compact
        rows={statement.rows.map((row, place) => ({ ...row, place: String(place) }))}
        columns={columns}
        rowId={(row) => row.place}
        empty={<EmptyState icon={BookOpenText} title={t("no_movement")} />}
      />
      <p className="flex justify-between border-t px-4 py-2 text-sm font-semibold">
        {statement.closing.amount > 0 ? t("closing_owed") : t("closing")} <Money value={statement.closing} mono />
      </p>
    </>
  );
}

function Postings({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const what = useWhat();
  const book = useBookWords();
  const columns: Column<Posting>[] = [
    { id: "what", header: t("what"), card: "title", cell: (row) => what(row.what) },
    { id: "book", header: t("book"), cell: (row) => <span title={row.book}>{book(row.book)}</span> },
    { id: "reference", header: t("reference"), cell: (row) => <Subject id={row.invoice_id ?? row.reference} /> },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: (row) => <Money value={row.amount} mono /> },
    { id: "at", header: t("date"), align: "end", cell: (row) => <Instant value={row.created_at} /> },
  ];
  return (
    <PagedList
      label={t("postings")}
      title={t("postings")}
      query={useInfiniteQuery(listPostings(id))}
      columns={columns}
      rowId={(row) => `${row.created_at} ${row.book} ${row.reference} ${row.amount.amount} ${row.what}`}
      compact
      empty={{ icon: BookOpenText, title: t("no_postings") }}
    />
  );
}
