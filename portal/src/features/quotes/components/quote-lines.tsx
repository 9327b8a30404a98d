import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Quote } from "../api/quotes";

type Line = NonNullable<Quote["lines"]>[number] & { place: string };

export function QuoteLines({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  const columns: Column<Line>[] = [
    { id: "item", header: t("item"), card: "title", cell: (line) => <span className="block py-1.5 break-words">{line.description}</span> },
    { id: "quantity", header: t("quantity"), align: "end", cell: (line) => line.quantity },
    { id: "price", header: t("unit_price"), align: "end", cell: (line) => <Money value={line.unit_price} mono /> },
    { id: "total", header: t("total"), align: "end", card: "corner", cell: (line) => <Money value={line.total} mono /> },
  ];
  const sums: [string, Amount][] = [
    [t("subtotal"), quote.subtotal],
    ...(quote.discount.amount ? [[t("discount"), { ...quote.discount, amount: -quote.discount.amount }] as [string, Amount]] : []),
    ...(quote.taxes ?? []).map((tax): [string, Amount] => [`${tax.name} ${tax.rate} %`, tax.amount]),
    ...(quote.rounding.amount ? [[t("rounding"), quote.rounding] as [string, Amount]] : []),
  ];
  return (
    <Card title={t("lines")} flush>
      <DataTable label={t("lines")} rows={(quote.lines ?? []).map((line, place) => ({ ...line, place: String(place) }))} columns={columns} rowId={(line) => line.place} />
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
          <Money value={quote.total} mono />
        </dd>
      </dl>
    </Card>
  );
}
