import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { formatCivil } from "@hostler/ui/lib/civil-date";
import { useLink } from "@hostler/ui/lib/link";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";

import { clientNames } from "../../../people/clients";
import { ages, getCsv, getReceivables, type Debts } from "../api/reports";

import { CsvButton } from "./csv-button";
import { RangeBar } from "./range-bar";

/** What clients owed at the end of a day, by how long it was overdue; from the ledger. */
export function ReceivablesReport() {
  const { t } = useTranslation("reports");
  const { locale } = useWords();
  const Link = useLink();
  const [state, change] = useUrlState("to");
  const query = useQuery(getReceivables(state.to));
  const names = useQuery(clientNames);
  const columns: Column<Debts>[] = [
    {
      id: "client",
      header: t("column.client"),
      card: "title",
      cell: (row) => (
        <Link href={`/reports/statement?client=${row.account_id}&currency=${row.total.currency}`} className="inline-flex min-h-6 items-center font-medium hover:underline">
          {names.data?.get(row.account_id) ?? row.account_id}
        </Link>
      ),
    },
    ...ages.map((age): Column<Debts> => ({ id: age, header: t(`age.${age}`), align: "end", cell: (row) => (row[age].amount === 0 ? "–" : <Money value={row[age]} mono />) })),
    { id: "total", header: t("column.open"), align: "end", card: "corner", cell: (row) => <Money value={row.total} mono className="font-semibold" /> },
  ];
  return (
    <>
      <RangeBar single range={{ to: state.to ?? query.data?.on }} onChange={({ to }) => change({ to }, true)}>
        <CsvButton load={() => getCsv("receivables", { from: state.to, to: state.to })} name={`receivables-${query.data?.on ?? ""}.csv`} />
      </RangeBar>
      <Ask query={query} skeleton={<SkeletonRows rows={8} />}>
        {(report) => (
          <Card
            title={t("at_end_of", { day: formatCivil(report.on, locale) })}
            flush
            action={
              <span className="flex flex-wrap gap-x-3 text-sm font-semibold">
                {sumByCurrency(report.clients.map((row) => row.total)).map((sum) => (
                  <Money key={sum.currency} value={sum} mono />
                ))}
              </span>
            }
          >
            <DataTable
              label={t("report.receivables.title")}
              rows={[...report.clients].sort((a, b) => b.total.amount - a.total.amount)}
              columns={columns}
              rowId={(row) => `${row.account_id} ${row.total.currency}`}
              empty={<EmptyState icon={CircleCheck} title={t("nobody_owes")} />}
            />
          </Card>
        )}
      </Ask>
    </>
  );
}
