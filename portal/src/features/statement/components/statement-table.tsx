import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Statement, StatementRow } from "../api/statement";

type Row = Partial<StatementRow> & { place: string; date: string; label: string; balance: Amount };

/** As an accountant reads it: what was owed, each change with what is owed then, and what is owed now. */
export function StatementTable({ statement }: { statement: Statement }) {
  const { t } = useTranslation("statement");
  const rows: Row[] = [
    { place: "opening", date: statement.from, label: t("opening"), balance: statement.opening },
    ...statement.rows.map((row, place) => ({
      ...row,
      place: String(place),
      label: t(`what.${row.what.replaceAll(".", "_")}`, { defaultValue: row.what.replaceAll(/[._]/g, " ") }),
    })),
    { place: "closing", date: statement.to, label: t("closing"), balance: statement.closing },
  ];
  const columns: Column<Row>[] = [
    { id: "what", header: t("entry"), card: "title", cell: (row) => <span className={row.amount ? undefined : "font-medium"}>{row.label}</span> },
    { id: "date", header: t("date"), cell: (row) => <CivilDate value={row.date} /> },
    {
      id: "document",
      header: t("document"),
      cell: (row) => (row.document || row.reference) && <span className="font-mono text-xs break-all">{row.document || row.reference}</span>,
    },
    { id: "debit", header: t("debit"), align: "end", cell: (row) => (row.amount && row.amount.amount > 0 ? <Money value={row.amount} mono /> : "") },
    {
      id: "credit",
      header: t("credit"),
      align: "end",
      cell: (row) => (row.amount && row.amount.amount < 0 ? <Money value={{ ...row.amount, amount: -row.amount.amount }} mono /> : ""),
    },
    { id: "balance", header: t("balance"), align: "end", card: "corner", cell: (row) => <Money value={row.balance} mono /> },
  ];
  return <DataTable label={t("title")} rows={rows} columns={columns} rowId={(row) => row.place} />;
}
