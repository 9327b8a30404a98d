import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { formatCivil } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";

import { useBookWords } from "../../../documents/book";
import { getCsv, getTrialBalance, type TrialBalance } from "../api/reports";

import { CsvButton } from "./csv-button";
import { RangeBar } from "./range-bar";

type Book = TrialBalance["books"][number];

/** The sum of each book at the end of a day; by currency they add up to zero. */
export function TrialBalanceReport() {
  const { t } = useTranslation("reports");
  const bookWords = useBookWords();
  const { locale } = useWords();
  const [state, change] = useUrlState("to");
  const query = useQuery(getTrialBalance(state.to));
  const columns: Column<Book>[] = [
    {
      id: "book",
      header: t("book_column"),
      card: "title",
      cell: ({ book }) => <span title={book}>{bookWords(book)}</span>,
    },
    { id: "currency", header: t("column.currency"), cell: ({ balance }) => balance.currency },
    { id: "debit", header: t("debit"), align: "end", cell: ({ balance }) => balance.amount > 0 && <Money value={balance} mono /> },
    { id: "credit", header: t("credit"), align: "end", cell: ({ balance }) => balance.amount < 0 && <Money value={{ ...balance, amount: -balance.amount }} mono /> },
  ];
  return (
    <>
      <RangeBar single range={{ to: state.to ?? query.data?.on }} onChange={({ to }) => change({ to }, true)}>
        <CsvButton load={() => getCsv("trial-balance", { from: state.to, to: state.to })} name={`trial-balance-${query.data?.on ?? ""}.csv`} />
      </RangeBar>
      <Ask query={query} skeleton={<SkeletonRows rows={8} />}>
        {(balance) => (
          <Card
            title={t("at_end_of", { day: formatCivil(balance.on, locale) })}
            flush
            action={
              <span className="flex flex-wrap gap-1">
                {balance.sums.map((sum) => (
                  <Badge key={sum.currency} tone={sum.amount === 0 ? "success" : "danger"}>
                    {sum.amount === 0 ? t("adds_up", { currency: sum.currency }) : t("adds_not_up", { currency: sum.currency })}
                  </Badge>
                ))}
              </span>
            }
          >
            <DataTable
              label={t("report.trial-balance.title")}
              rows={balance.books}
              columns={columns}
              rowId={({ book, balance: sum }) => `${book} ${sum.currency}`}
              empty={
                <EmptyState icon={Scale} title={t("empty")}>
                  {t("empty_text")}
                </EmptyState>
              }
            />
          </Card>
        )}
      </Ask>
    </>
  );
}
