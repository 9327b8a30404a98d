import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Invoice } from "../api/list-invoices";

type Line = NonNullable<Invoice["lines"]>[number] & { place: string };

export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("invoices");
  const columns: Column<Line>[] = [
    {
      id: "item",
      header: t("item"),
      card: "title",
      cell: (line) => (
        <div className="py-1.5">
          {line.description}
          {line.period && (
            <span className="block text-xs text-muted-foreground">
              <CivilDate value={line.period.from} /> – <CivilDate value={line.period.to} />
            </span>
          )}
        </div>
      ),
    },
    { id: "sac", header: t("sac"), cell: (line) => <span className="font-mono text-xs">{line.sac}</span> },
    { id: "quantity", header: t("quantity"), align: "end", cell: (line) => line.quantity },
    { id: "price", header: t("unit_price"), align: "end", cell: (line) => <Money value={line.unit_price} mono /> },
    { id: "taxable", header: t("taxable"), align: "end", cell: (line) => <Money value={line.taxable} mono /> },
    { id: "total", header: t("total"), align: "end", card: "corner", cell: (line) => <Money value={line.total} mono /> },
  ];
  const rows = (invoice.lines ?? []).map((line, place) => ({ ...line, place: String(place) }));
  const sums: [string, { amount: number; currency: string }][] = [
    [t("subtotal"), invoice.subtotal],
    ...(invoice.taxes ?? []).map((tax): [string, { amount: number; currency: string }] => [`${tax.name} ${tax.rate} %`, tax.amount]),
    ...(invoice.rounding.amount === 0 ? [] : [[t("rounding"), invoice.rounding] as [string, { amount: number; currency: string }]]),
  ];
  return (
    <Card title={t("lines")} flush>
      <DataTable label={t("lines")} rows={rows} columns={columns} rowId={(line) => line.place} />
      <dl className="ms-auto grid w-full max-w-sm grid-cols-[1fr_auto] gap-y-1.5 border-t px-4 py-3 text-sm sm:border-t-0">
        {sums.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="text-end">
              <Money value={value} mono />
            </dd>
          </div>
        ))}
        <dt className="border-t pt-1.5 font-semibold">{t("total")}</dt>
        <dd className="border-t pt-1.5 text-end font-semibold">
          <Money value={invoice.total} mono />
        </dd>
        {invoice.balance.amount !== invoice.total.amount && (
          <>
            <dt className="text-muted-foreground">{t("balance")}</dt>
            <dd className="text-end">
              <Money value={invoice.balance} mono />
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
