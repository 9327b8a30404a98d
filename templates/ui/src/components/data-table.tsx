import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";

import { cn } from "../lib/cn";
import { useGrowing } from "../lib/growing";
import { useLink } from "../lib/link";
import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { Checkbox } from "./checkbox";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The API's field name where the server sorts by it. */
  sort?: string;
  align?: "start" | "end";
  /** On a phone: the card's first line, its corner, one of its facts (the default), or nowhere. */
  card?: "title" | "corner" | "fact" | "none";
  className?: string;
}

interface DataTableProps<Row> {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  /** Where a row leads. Its title becomes the link. */
  href?: (row: Row) => string;
  /** As the API takes it: "-created_at". */
  sort?: string;
  onSortChange?: (sort: string | undefined) => void;
  selected?: ReadonlySet<string>;
  onSelectedChange?: (selected: Set<string>) => void;
  /** What can be done with the selected rows; shown above the table while there are any. */
  bulk?: ReactNode;
  hasMore?: boolean;
  onMore?: () => void;
  loadingMore?: boolean;
  compact?: boolean;
  /** On a phone, how many facts stand beside each other: three where they are short. */
  facts?: 2 | 3;
  /** While other rows are on their way these stay, paler. */
  stale?: boolean;
  empty?: ReactNode;
}

const virtualBeyond = 200;

/** A list of the server's: sorted, filtered and paged there. j and k go along the rows, x selects, Enter opens. Cards below 768 px. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowId, selected, onSelectedChange, bulk, hasMore, onMore, loadingMore, stale, empty } = props;
  const { text } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const selectable = Boolean(onSelectedChange);
  const cards = useGrowing(rows.length, virtualBeyond);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelectedChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const inside = event.target instanceof Element ? event.target.closest("[data-rows]") : null;
    const list = inside ?? box.current?.querySelector("[data-rows]");
    const all = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = all.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      const next = all[Math.min(all.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
      next?.focus();
    } else if (event.key === "x" && selectable && at >= 0) {
      event.preventDefault();
      toggle(all[at]?.dataset.row ?? "");
    } else if (event.key === "Enter" && event.target === all[at]) {
      all[at]?.querySelector<HTMLElement>("a[data-row-link]")?.click();
    }
  };
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    // Keys on the rows of a table that is no grid: the rows hold the focus, this only listens.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={box} data-slot="data-table" onKeyDown={onKeyDown} className={cn("transition-opacity duration-150", stale && "opacity-60")}>
      {selectable && selected && selected.size > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-b bg-accent/50 px-3 py-1.5 text-sm">
          <span role="status">{text("rows_selected", { count: selected.size })}</span>
          <Button variant="ghost" size="sm" onClick={() => onSelectedChange?.(new Set())}>
            {text("clear")}
          </Button>
          <span className="ms-auto flex flex-wrap gap-2">{bulk}</span>
        </div>
      )}
      <Wide {...props} toggle={toggle} />
      <ul data-rows className="divide-y md:hidden" aria-label={label}>
        {rows.slice(0, cards.shown).map((row) => (
          <RowCard
            key={rowId(row)}
            row={row}
            columns={columns}
            id={rowId(row)}
            href={props.href?.(row)}
            selected={selected?.has(rowId(row))}
            onToggle={selectable ? toggle : undefined}
            abreast={props.facts}
          />
        ))}
        {cards.shown < rows.length && <li ref={cards.end} aria-hidden className="h-px" />}
      </ul>
      {hasMore && (
        <div className="flex justify-center border-t p-2">
          <Button variant="ghost" size="sm" onClick={onMore} busy={loadingMore}>
            {text("load_more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Wide<Row>({ label, rows, columns, rowId, href, sort, onSortChange, selected, onSelectedChange, compact, toggle }: DataTableProps<Row> & { toggle: (id: string) => void }) {
  const { text } = useWords();
  const Link = useLink();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = rows.length > virtualBeyond;
  const height = compact ? 28 : 36;
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({ count: rows.length, enabled: virtual, estimateSize: () => height, getScrollElement: () => scroller.current, overscan: 12 });
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const shown = virtual ? items.map((item) => item.index) : rows.map((_, index) => index);
  const before = items[0]?.start ?? 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const chosen = rows.filter((row) => selected?.has(rowId(row))).length;
  const width = columns.length + (onSelectedChange ? 1 : 0);
  return (
    // A region that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} role="region" aria-label={label} tabIndex={0} className={cn("hidden overflow-x-auto md:block", virtual && "max-h-[70dvh] overflow-y-auto")}>
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 z-10 [&_th]:bg-card [&_th:first-child]:rounded-ss-lg [&_th:last-child]:rounded-se-lg">
          <tr className="border-b">
            {onSelectedChange && (
              <th scope="col" className="w-9 ps-2">
                <Checkbox
                  aria-label={text("select_all")}
                  checked={chosen === 0 ? false : chosen === rows.length ? true : "indeterminate"}
                  onCheckedChange={(on) => onSelectedChange(on === true ? new Set(rows.map(rowId)) : new Set())}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
            ))}
          </tr>
        </thead>
        <tbody data-rows className="divide-y">
          {before > 0 && (
            <tr aria-hidden style={{ height: before }}>
              <td colSpan={width} />
            </tr>
          )}
          {shown.map((index) => {
            const row = rows[index] as Row;
            const id = rowId(row);
            const to = href?.(row);
            return (
              <tr
                key={id}
                data-row={id}
                tabIndex={-1}
                aria-selected={onSelectedChange ? (selected?.has(id) ?? false) : undefined}
                className={cn(
                  "group transition-colors hover:bg-accent/60 focus:bg-accent/60 focus-visible:outline-offset-[-2px] aria-selected:bg-primary/8",
                  compact ? "h-7" : "h-9",
                )}
              >
                {onSelectedChange && (
                  <td className="ps-2">
                    <Checkbox aria-label={text("select_row")} checked={selected?.has(id) ?? false} onCheckedChange={() => toggle(id)} />
                  </td>
                )}
                {columns.map((column, place) => (
                  <td key={column.id} className={cn("px-3", column.align === "end" && "text-end tabular-nums", column.className)}>
                    {to && place === 0 ? (
                      <Link href={to} className="inline-flex min-h-6 items-center font-medium hover:underline" {...{ "data-row-link": "" }}>
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && (
            <tr aria-hidden style={{ height: after }}>
              <td colSpan={width} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column, sort, onSortChange }: { column: Column<Row>; sort?: string; onSortChange?: (sort: string | undefined) => void }) {
  const { text } = useWords();
  const look = cn("h-9 px-3 text-xs font-medium whitespace-nowrap text-muted-foreground", column.align === "end" ? "text-end" : "text-start", column.className);
  if (!column.sort || !onSortChange)
    return (
      <th scope="col" className={look}>
        {column.header || <span className="sr-only">{text("actions")}</span>}
      </th>
    );
  const direction = sort === column.sort ? "ascending" : sort === `-${column.sort}` ? "descending" : "none";
  const next = direction === "descending" ? column.sort : direction === "ascending" ? undefined : `-${column.sort}`;
  const Icon = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th scope="col" aria-sort={direction} className={look}>
      <button
        type="button"
        onClick={() => onSortChange(next)}
        className="inline-flex min-h-6 items-center gap-1 hover:text-foreground"
        aria-label={text("sort_by", { column: column.header })}
      >
        {column.header}
        <Icon className="size-3.5" aria-hidden />
      </button>
    </th>
  );
}

function RowCard<Row>({
  row,
  columns,
  id,
  href,
  selected,
  onToggle,
  abreast,
}: {
  row: Row;
  columns: Column<Row>[];
  id: string;
  href?: string;
  selected?: boolean;
  onToggle?: (id: string) => void;
  abreast?: 2 | 3;
}) {
  const { text } = useWords();
  const Link = useLink();
  const title = columns.find((column) => column.card === "title") ?? columns[0];
  const corner = columns.find((column) => column.card === "corner");
  // A card has no columns to keep in line: what is empty is left out.
  const facts = columns
    .filter((column) => column !== title && column !== corner && column.card !== "none")
    .map((column) => ({ column, value: column.cell(row) }))
    .filter(({ value }) => !isEmpty(value));
  return (
    <li data-row={id} tabIndex={-1} className="flex gap-2 px-4 py-3">
      {onToggle && <Checkbox aria-label={text("select_row")} checked={selected ?? false} onCheckedChange={() => onToggle(id)} />}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          {href ? (
            <Link href={href} className="inline-flex min-h-6 min-w-0 items-center font-medium wrap-anywhere hover:underline" {...{ "data-row-link": "" }}>
              {title?.cell(row)}
            </Link>
          ) : (
            <span className="font-medium">{title?.cell(row)}</span>
          )}
          {corner?.cell(row)}
        </div>
        <dl className={cn("mt-1.5 grid gap-y-1.5", abreast === 3 ? "grid-cols-3 gap-x-2" : "grid-cols-2 gap-x-4")}>
          {facts.map(({ column, value }) => (
            <div key={column.id} className="min-w-0">
              <dt className="text-xs text-muted-foreground">{column.header}</dt>
              <dd className="text-sm break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === false || value === "" || value === "–" || (Array.isArray(value) && value.every(isEmpty));
}

/** How many rows a list virtualises beyond; for its tests. */
export const DataTableLimits = { virtualBeyond };
export function useSelection() {
  return useState<Set<string>>(() => new Set());
}
