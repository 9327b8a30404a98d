import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";

import { RecordLink } from "../records/record-link";

type Line = components["schemas"]["InvoiceLineView"];

/** The lines of an issued document; what a line is for can be gone to. */
export function DocumentLines({ lines }: { lines: Line[] }) {
  const { t } = useTranslation("documents");
  const columns: Column<Line & { place: string }>[] = [
    {
      id: "item",
      header: t("item"),
      card: "title",
      cell: (line) => {
        const subject = line.service_id ?? line.domain_id;
        return (
          <div className="py-1.5">
            {subject ? <RecordLink id={subject}>{line.description}</RecordLink> : line.description}
            {line.period && (
              <span className="block text-xs text-muted-foreground">
                <CivilDate value={line.period.from} /> – <CivilDate value={line.period.to} />
              </span>
            )}
          </div>
        );
      },
    },
    { id: "sac", header: t("sac"), cell: (line) => <span className="font-mono text-xs">{line.sac}</span> },
    { id: "quantity", header: t("quantity"), align: "end", cell: (line) => line.quantity },
    { id: "price", header: t("unit_price"), align: "end", cell: (line) => <Money value={line.unit_price} mono /> },
    { id: "discount", header: t("discount"), align: "end", cell: (line) => (line.discount.amount === 0 ? "–" : <Money value={line.discount} mono />) },
    { id: "taxable", header: t("taxable"), align: "end", cell: (line) => <Money value={line.taxable} mono /> },
    { id: "total", header: t("total"), align: "end", card: "corner", cell: (line) => <Money value={line.total} mono /> },
  ];
  return <DataTable label={t("lines")} rows={lines.map((line, place) => ({ ...line, place: String(place) }))} columns={columns} rowId={(line) => line.place} />;
}
