import { Field } from "@hostler/ui/field";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { oneOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";

import { getCsv, getTable, type ReportRow, type tableReports } from "../api/reports";

import { CsvButton } from "./csv-button";
import { groupRows, groups } from "./grouped";
import { monthWords } from "./month-words";
import { RangeBar } from "./range-bar";
import { ReportTable } from "./report-table";

/** A table that one route answers; its rows lead to what they are made of. */
export function TableReport({ name }: { name: (typeof tableReports)[number] }) {
  const { t } = useTranslation("reports");
  const Link = useLink();
  const { locale } = useWords();
  const [state, change] = useUrlState("from", "to", "group");
  const range = { from: state.from, to: state.to };
  const query = useQuery(getTable(name, range));
  const group = oneOf(groups, state.group) ?? "month";
  const link = (href: string, text: string) => (
    <Link href={href} className="inline-flex min-h-6 items-center font-medium hover:underline">
      {text}
    </Link>
  );
  const text = (row: ReportRow, column: string) => String(row[column] ?? "");
  const during = (row: ReportRow) => `from=${text(row, "from") || (query.data?.from ?? "")}&to=${text(row, "to") || (query.data?.to ?? "")}`;
  const save = <CsvButton load={() => getCsv(name, range)} name={`${name}-${query.data?.to ?? ""}.csv`} />;
  const first = {
    revenue: (row: ReportRow) => link(`/reports/clients?${during(row)}`, monthWords(text(row, "month"), locale)),
    clients: (row: ReportRow) =>
      row.client_id ? link(`/reports/statement?client=${text(row, "client_id")}&${during(row)}&currency=${text(row, "currency")}`, text(row, "client")) : text(row, "client"),
    ageing: (row: ReportRow) => (row.client_id ? link(`/invoices?client=${text(row, "client_id")}`, text(row, "client")) : text(row, "client")),
    tax: (row: ReportRow) => link(`/reports/gstr1?${during(row)}`, text(row, "tax")),
  }[name];
  return (
    <>
      {name === "ageing" ? (
        // It is of today whatever it is asked for; of another day there are the receivables.
        <div className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded-lg border bg-card p-3">
          {link("/reports/receivables", t("of_another_day"))}
          {save}
        </div>
      ) : (
        <RangeBar range={{ from: range.from ?? query.data?.from, to: range.to ?? query.data?.to }} onChange={(next) => change(next, true)}>
          {name === "revenue" && (
            <Field label={t("group")}>
              <Select
                className="w-36"
                value={group}
                onValueChange={(next) => change({ group: next === "month" ? undefined : next })}
                options={groups.map((value) => ({ value, label: t(`group_by.${value}`) }))}
              />
            </Field>
          )}
          {save}
        </RangeBar>
      )}
      <Ask query={query} skeleton={<SkeletonRows rows={10} />}>
        {(table) => <ReportTable table={table} label={t(`report.${name}.title`)} rows={name === "revenue" ? groupRows(table.rows, group) : table.rows} first={first} />}
      </Ask>
    </>
  );
}
