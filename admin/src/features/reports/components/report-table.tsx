import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ChartNoAxesCombined } from "lucide-react";
import type { ReactNode } from "react";

import type { ReportColumn, ReportRow, ReportTable as Table } from "../api/reports";

interface ReportTableProps {
  table: Table;
  rows?: ReportRow[];
  label: string;
  /** What a row's first cell shows in place of its plain text: a link to what it is made of. */
  first?: (row: ReportRow) => ReactNode;
  /** The same for a cell of money. */
  figure?: (row: ReportRow, column: string, shown: ReactNode) => ReactNode;
}

/** A report as a table with its sums, one line for each currency. */
export function ReportTable({ table, rows = table.rows, label, first, figure }: ReportTableProps) {
  const { t, i18n } = useTranslation("reports");
  const columns = table.columns ?? [];
  const title = (column: ReportColumn) => (i18n.exists(`reports:column.${column.name}`) ? t(`column.${column.name}`) : column.title);
  const shown: Column<ReportRow & { place: number }>[] = columns.map((column, index) => ({
    id: column.name,
    header: title(column),
    align: column.type === "money" || column.type === "integer" ? "end" : "start",
    card: index === 0 ? "title" : "fact",
    cell: (row) => {
      if (index === 0 && first) return first(row);
      const plain = cellOf(row[column.name]);
      return column.type === "money" && figure ? figure(row, column.name, plain) : column.type === "date" ? <CivilDate value={String(row[column.name] ?? "")} /> : plain;
    },
  }));
  return (
    <Card flush>
      <DataTable
        label={label}
        rows={rows.map((row, place) => ({ ...row, place }))}
        columns={shown}
        rowId={(row) => String(row.place)}
        empty={
          <EmptyState icon={ChartNoAxesCombined} title={t("empty")}>
            {t("empty_text")}
          </EmptyState>
        }
      />
      {rows.length > 0 && <Totals table={table} title={title} />}
    </Card>
  );
}

function Totals({ table, title }: { table: Table; title: (column: ReportColumn) => string }) {
  const { t } = useTranslation("reports");
  const columns = (table.columns ?? []).filter((column) => column.type === "money");
  return (
    <div className="border-t px-4 py-3">
      {table.totals.map((total) => (
        <dl key={String(total.currency)} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm">
          <div className="font-semibold">
            <dt className="sr-only">{t("column.currency")}</dt>
            <dd>{t("total_in", { currency: String(total.currency) })}</dd>
          </div>
          {columns.map((column) => (
            <div key={column.name} className="flex items-baseline gap-1.5">
              <dt className="text-xs text-muted-foreground">{title(column)}</dt>
              <dd className="font-semibold">{cellOf(total[column.name])}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  );
}

function cellOf(value: ReportRow[string]): ReactNode {
  if (value === null || value === undefined) return "–";
  return typeof value === "object" ? <Money value={value as Amount} mono /> : String(value);
}
