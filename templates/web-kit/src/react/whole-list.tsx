import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import type { QueryLike } from "@hostler/ui/query-boundary";
import { SkeletonRows } from "@hostler/ui/skeleton";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { Ask } from "./ask";
import { useTranslation } from "./texts";

interface WholeListProps<Data, Row> {
  label: string;
  query: QueryLike<Data>;
  rows: (data: Data) => Row[];
  /** Which rows the filters leave: the answer holds them all. */
  fits?: (row: Row) => boolean;
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  href?: (row: Row) => string;
  /** FilterInput, StateFilter and their like: a bar above the table. */
  filters?: ReactNode;
  onShowAll?: () => void;
  empty: { icon: LucideIcon; title: string; text?: ReactNode; action?: ReactNode };
  title?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
  className?: string;
}

/** A list that the API answers at once, in all of its states, inside a card. What grows by a cursor is a `PagedList`. */
export function WholeList<Data, Row>({ label, query, rows, fits, filters, onShowAll, empty, title, action, className, ...table }: WholeListProps<Data, Row>) {
  const { t } = useTranslation("common");
  return (
    <Card flush title={title} action={action} className={className}>
      {filters && <div className="flex flex-wrap gap-2 border-b p-2">{filters}</div>}
      <Ask query={query} skeleton={<SkeletonRows />}>
        {(data) => {
          const all = rows(data);
          const left = fits ? all.filter(fits) : all;
          return (
            <DataTable
              {...table}
              label={label}
              rows={left}
              empty={
                all.length > 0 ? (
                  <EmptyState
                    icon={empty.icon}
                    title={t("list.none_fits")}
                    action={
                      onShowAll && (
                        <Button variant="secondary" onClick={onShowAll}>
                          {t("list.show_all")}
                        </Button>
                      )
                    }
                  />
                ) : (
                  <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
                    {empty.text}
                  </EmptyState>
                )
              }
            />
          );
        }}
      </Ask>
    </Card>
  );
}
