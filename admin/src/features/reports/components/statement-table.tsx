import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { formatCivil } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { useWhat } from "../../../documents/postings-table";
import { RecordLink } from "../../../records/record-link";
import type { Range } from "../api/reports";
import { getStatement, type Statement } from "../api/statement";

type Row = Statement["rows"][number] & { place: number };

/** What a client owed, day by day: above zero is owed, below is held for them. */
export function StatementTable({ client, query: wanted }: { client: string; query: Range & { currency?: string } }) {
  const { t } = useTranslation("reports");
  const { locale } = useWords();
  const what = useWhat();
  const query = useQuery(getStatement(client, wanted));
  const columns: Column<Row>[] = [
    { id: "date", header: t("day"), cell: (row) => <CivilDate value={row.date} /> },
    { id: "what", header: t("what"), card: "title", cell: (row) => what(row.what) },
    { id: "document", header: t("document"), cell: (row) => <span className="font-mono text-xs">{row.document}</span> },
    { id: "reference", header: t("reference"), cell: (row) => <RecordLink id={row.reference} /> },
    { id: "amount", header: t("amount"), align: "end", cell: (row) => <Money value={row.amount} mono /> },
    { id: "balance", header: t("balance_after"), align: "end", card: "corner", cell: (row) => <Money value={row.balance} mono /> },
  ];
  return (
    <Ask query={query} skeleton={<SkeletonRows rows={8} />}>
      {(statement) => (
        <Card flush>
          <dl className="flex flex-wrap justify-between gap-x-8 gap-y-1 border-b px-4 py-3 text-sm">
            <Sum label={t("opening", { day: formatCivil(statement.from, locale) })} of={statement.opening} />
            <Sum label={t("closing", { day: formatCivil(statement.to, locale) })} of={statement.closing} />
          </dl>
          <DataTable
            label={t("report.statement.title")}
            rows={statement.rows.map((row, place) => ({ ...row, place }))}
            columns={columns}
            rowId={(row) => String(row.place)}
            compact
            empty={<p className="p-6 text-center text-sm text-muted-foreground">{t("nothing_moved")}</p>}
          />
        </Card>
      )}
    </Ask>
  );
}

function Sum({ label, of }: { label: string; of: Statement["opening"] }) {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="font-semibold">
        <Money value={of} mono />
      </dd>
    </div>
  );
}
