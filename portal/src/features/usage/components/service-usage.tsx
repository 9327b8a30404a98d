import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Used } from "../api/usage";

/** A decimal as the API has it, without the noughts that say nothing. */
function plain(quantity: string): string {
  return quantity.includes(".") ? quantity.replace(/\.?0+$/, "") : quantity;
}

/** What one service used in a month: what is in its price, and what is charged beside it. A change of plan parts the month. */
export function ServiceUsage({ id, title, rows }: { id: string; title: string; rows: Used[] }) {
  const { t } = useTranslation("usage");
  const Link = useLink();
  const columns: Column<Used>[] = [
    {
      id: "meter",
      header: t("meter"),
      card: "title",
      cell: (row) => (
        <>
          {row.title}
          {rows.filter(({ meter }) => meter === row.meter).length > 1 && (
            <span className="block text-xs text-muted-foreground">
              {t("since")} <CivilDate value={row.period_start} />
            </span>
          )}
        </>
      ),
    },
    {
      id: "used",
      header: t("used"),
      align: "end",
      cell: (row) => (
        <span className="font-mono">
          {plain(row.quantity)} {row.unit}
        </span>
      ),
    },
    { id: "included", header: t("included"), align: "end", cell: (row) => <span className="font-mono">{plain(row.included)}</span> },
    { id: "billable", header: t("billable"), align: "end", cell: (row) => <span className="font-mono">{plain(row.billable)}</span> },
    {
      id: "state",
      header: t("state"),
      cell: (row) =>
        row.invoice_id ? (
          <Link href={`/invoices/${row.invoice_id}`} className="inline-flex min-h-6 items-center text-primary hover:underline">
            {t("invoiced")}
          </Link>
        ) : (
          <span className="text-muted-foreground">{row.settled ? t("settled") : t("so_far")}</span>
        ),
    },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      card: "corner",
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          {row.capped && <Badge tone="info">{t("capped")}</Badge>}
          <Money value={row.amount} mono />
        </span>
      ),
    },
  ];
  return (
    <Card
      flush
      title={
        <Link href={`/services/${id}`} className="inline-flex min-h-6 items-center break-all hover:underline">
          {title}
        </Link>
      }
    >
      <DataTable label={title} rows={rows} columns={columns} rowId={(row) => `${row.meter} ${rows.indexOf(row)}`} />
    </Card>
  );
}
