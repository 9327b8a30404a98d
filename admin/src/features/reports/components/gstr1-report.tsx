import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { Field } from "@hostler/ui/field";
import { parseMoney } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { oneOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { useQuery } from "@tanstack/react-query";
import { FileJson, FileSpreadsheet } from "lucide-react";

import { getCsv, getGstr1, getGstr1Table } from "../api/reports";

import { parseCsv } from "./csv";
import { CsvButton } from "./csv-button";
import { RangeBar } from "./range-bar";

const tables = ["b2b", "b2cl", "b2cs", "cdnr", "cdnur", "exp", "nil", "hsn", "doc_issue"] as const;
const amounts = new Set(["value", "taxable_value", "igst", "cgst", "sgst", "cess"]);

/** Outward supplies as the GST portal takes them, table by table; the whole return as its JSON. */
export function Gstr1Report() {
  const { t, i18n } = useTranslation("reports");
  const [state, change] = useUrlState("from", "to", "table");
  const range = { from: state.from, to: state.to };
  const table = oneOf(tables, state.table) ?? "b2b";
  const whole = useQuery(getGstr1(range));
  const rows = useQuery(getGstr1Table(range, table));
  return (
    <>
      <RangeBar range={range} onChange={(next) => change(next, true)}>
        <Field label={t("table")}>
          <Select
            className="w-64"
            value={table}
            onValueChange={(next) => change({ table: next === "b2b" ? undefined : next })}
            options={tables.map((value) => ({ value, label: t(`gst.${value}`) }))}
          />
        </Field>
        <CsvButton load={() => getCsv("gstr1", { ...range, table })} name={`gstr1-${table}.csv`} />
        <Button
          variant="secondary"
          disabled={!whole.data}
          onClick={() => {
            // The portal refuses members that are not its own.
            if (!whole.data) return;
            const { without_exchange_rate: _, ...filed } = whole.data;
            saveBlob(new Blob([JSON.stringify(filed)], { type: "application/json" }), `gstr1-${filed.fp}.json`);
          }}
        >
          <FileJson aria-hidden />
          {t("portal_json")}
        </Button>
      </RangeBar>
      {whole.data?.without_exchange_rate && (
        <Notice tone="warning" title={t("without_rate", { count: whole.data.without_exchange_rate.length })} className="mb-4">
          {whole.data.without_exchange_rate.join(", ")}
        </Notice>
      )}
      <Ask query={rows} skeleton={<SkeletonRows rows={8} />}>
        {(csv) => {
          const [names = [], ...lines] = parseCsv(csv);
          const columns: Column<{ place: number; cells: string[] }>[] = names.map((name, index) => ({
            id: name,
            header: i18n.exists(`reports:gst_column.${name}`) ? t(`gst_column.${name}`) : name,
            align: amounts.has(name) || name === "rate" ? "end" : "start",
            card: index === 0 ? "title" : "fact",
            cell: ({ cells }) => {
              const money = amounts.has(name) ? parseMoney(cells[index] ?? "", "INR") : null;
              return money ? <Money value={money} mono /> : cells[index];
            },
          }));
          return (
            <Card title={t(`gst.${table}`)} flush>
              <DataTable
                label={t(`gst.${table}`)}
                rows={lines.map((cells, place) => ({ place, cells }))}
                columns={columns}
                rowId={({ place }) => String(place)}
                compact
                empty={
                  <EmptyState icon={FileSpreadsheet} title={t("gst_empty")}>
                    {t("gst_empty_text")}
                  </EmptyState>
                }
              />
            </Card>
          );
        }}
      </Ask>
    </>
  );
}
