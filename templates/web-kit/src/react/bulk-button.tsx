import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { useQueryClient } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";

import { useExplain } from "./explain";
import { useTranslation } from "./texts";

interface BulkButtonProps<Row> {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  rows: Row[];
  rowId: (row: Row) => string;
  /** What a row is called in the report. */
  rowName: (row: Row) => ReactNode;
  title: string;
  /** What will be the case afterwards, in numbers. */
  consequence: ReactNode;
  run: (row: Row) => Promise<unknown>;
  invalidates: readonly string[];
  /** The selection is spent. */
  onDone: () => void;
}

interface Progress {
  done: number;
  of: number;
  failed: { id: string; why: string }[];
}

/** The same for many rows, one after another: a preview first, then progress, then what did not work and why, to be tried again. */
export function BulkButton<Row>({ label, icon: Icon, danger, rows, rowId, rowName, title, consequence, run, invalidates, onDone }: BulkButtonProps<Row>) {
  const { t } = useTranslation("common");
  const queries = useQueryClient();
  const explain = useExplain();
  const [open, setOpen] = useState(false);
  const [taken, setTaken] = useState<Row[]>([]);
  const [progress, setProgress] = useState<Progress | null>(null);
  const working = progress !== null && progress.done < progress.of;
  const finished = progress !== null && !working;
  const go = async (all: Row[]) => {
    setTaken(all);
    const state: Progress = { done: 0, of: all.length, failed: [] };
    setProgress({ ...state });
    for (const row of all) {
      try {
        await run(row);
      } catch (error) {
        const words = explain(error);
        state.failed.push({ id: rowId(row), why: words.detail ?? words.title });
      }
      state.done += 1;
      setProgress({ ...state, failed: [...state.failed] });
    }
    await Promise.all(invalidates.map((name) => queries.invalidateQueries({ queryKey: [name] })));
  };
  const close = () => {
    if (working) return;
    setOpen(false);
    if (finished) onDone();
    setProgress(null);
  };
  const failedRows = taken.filter((row) => progress?.failed.some(({ id }) => id === rowId(row)));
  return (
    <>
      <Button size="sm" variant={danger ? "destructive" : "secondary"} disabled={rows.length === 0} onClick={() => setOpen(true)}>
        {Icon && <Icon aria-hidden />}
        {label}
      </Button>
      <Dialog open={open} onOpenChange={(next) => !next && close()}>
        <DialogContent
          title={title}
          description={progress ? undefined : consequence}
          footer={
            <>
              <Button variant="secondary" disabled={working} onClick={close}>
                {finished ? t("ui.close") : t("ui.cancel")}
              </Button>
              {(!finished || failedRows.length > 0) && (
                <Button variant={danger ? "destructive" : "primary"} busy={working} onClick={() => void go(finished ? failedRows : rows)}>
                  {finished ? t("bulk.again", { count: failedRows.length }) : label}
                </Button>
              )}
            </>
          }
        >
          {!progress && (
            <ul className="max-h-60 divide-y overflow-y-auto text-sm">
              {rows.map((row) => (
                <li key={rowId(row)} className="py-1.5 break-words">
                  {rowName(row)}
                </li>
              ))}
            </ul>
          )}
          {progress && (
            <div className="flex flex-col gap-3 pb-2">
              <p role="status" className="text-sm tabular-nums">
                {t("bulk.progress", { done: progress.done, count: progress.of })}
              </p>
              <div className="h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden>
                <div className="h-full bg-primary transition-[width]" style={{ width: `${(100 * progress.done) / Math.max(1, progress.of)}%` }} />
              </div>
              {failedRows.length > 0 && (
                <ul role="alert" className="max-h-60 divide-y overflow-y-auto text-sm">
                  {failedRows.map((row) => (
                    <li key={rowId(row)} className="py-1.5">
                      <span className="break-words">{rowName(row)}</span>
                      <span className="block text-xs text-destructive">{progress.failed.find(({ id }) => id === rowId(row))?.why}</span>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          )}
        </DialogContent>
      </Dialog>
    </>
  );
}
