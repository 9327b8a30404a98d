import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, useSelection, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { rowsOf, type ListPart } from "../paged-query";

import { Ask } from "./ask";
import { useTranslation } from "./texts";

interface PagedListProps<Row> {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<ListPart<Row>, unknown>, Error>;
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  href?: (row: Row) => string;
  /** FilterInput, StateFilter and their like: a bar above the table. */
  filters?: ReactNode;
  /** Whether any filter is set, so that an empty list says so. */
  filtered?: boolean;
  onShowAll?: () => void;
  empty: { icon: LucideIcon; title: string; text?: ReactNode; action?: ReactNode };
  /** As the address has it, and what holds without it. */
  sort?: string;
  defaultSort?: string;
  onSortChange?: (sort: string | undefined) => void;
  /** What can be done with the chosen rows; makes the rows selectable. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  title?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
}

/** A list over a `pagedQuery` in all of its states, inside a card. */
export function PagedList<Row>({ label, query, filters, filtered, onShowAll, empty, sort, defaultSort, onSortChange, bulk, title, action, ...table }: PagedListProps<Row>) {
  const { t } = useTranslation("common");
  const [selected, setSelected] = useSelection();
  return (
    <Card flush title={title} action={action}>
      {filters && <div className="flex flex-wrap gap-2 border-b p-2">{filters}</div>}
      <Ask query={query} skeleton={<SkeletonRows />}>
        {(list) => {
          const rows = rowsOf(list);
          return (
            <DataTable
              {...table}
              label={label}
              rows={rows}
              sort={sort ?? defaultSort}
              onSortChange={onSortChange && ((next) => onSortChange(next === defaultSort ? undefined : next))}
              selected={bulk ? selected : undefined}
              onSelectedChange={bulk ? setSelected : undefined}
              bulk={bulk?.(
                rows.filter((row) => selected.has(table.rowId(row))),
                () => setSelected(new Set()),
              )}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                filtered ? (
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
