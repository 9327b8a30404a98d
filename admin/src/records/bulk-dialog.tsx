import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useWords } from "@hostler/ui/lib/ui-text";
import { newKey } from "@hostler/web-kit/idempotency";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface BulkDialogProps<Row> {
  title: string;
  /** What will be the case afterwards, in numbers. */
  consequence: ReactNode;
  confirm: string;
  rows: Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => ReactNode;
  run: (row: Row, header: { "Idempotency-Key": string }) => Promise<unknown>;
  /** The first part of the query keys that it makes stale. */
  invalidates: readonly string[];
  onClose: () => void;
}

type Outcome = { state: "queued" | "running" | "succeeded" | "failed"; why?: string };

/** The same for many, one after the other, with what came of each. What failed can be tried again; a row keeps its key. */
export function BulkDialog<Row>({ title, consequence, confirm, rows, rowId, rowName, run, invalidates, onClose }: BulkDialogProps<Row>) {
  const { t } = useTranslation("records");
  const { text } = useWords();
  const explain = useExplain();
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const stopped = useRef(false);
  const begun = Object.keys(outcomes).length > 0;
  const count = (state: Outcome["state"]) => Object.values(outcomes).filter((one) => one.state === state).length;
  const say = (id: string, outcome: Outcome) => setOutcomes((all) => ({ ...all, [id]: outcome }));
  const go = async () => {
    const todo = rows.filter((row) => outcomes[rowId(row)]?.state !== "succeeded");
    setBusy(true);
    stopped.current = false;
    for (const row of todo) say(rowId(row), { state: "queued" });
    for (const row of todo) {
      if (stopped.current) break;
      const id = rowId(row);
      say(id, { state: "running" });
      const key = keys.current.get(id) ?? newKey();
      keys.current.set(id, key);
      try {
        await run(row, { "Idempotency-Key": key });
        say(id, { state: "succeeded" });
      } catch (error) {
        say(id, { state: "failed", why: explain(error).detail });
      }
    }
    await Promise.all(invalidates.map((name) => queries.invalidateQueries({ queryKey: [name] })));
    setBusy(false);
  };
  const left = rows.length - count("succeeded");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (open) return;
        stopped.current = true;
        onClose();
      }}
    >
      <DialogContent
        title={title}
        description={consequence}
        footer={
          <>
            <Button variant="secondary" onClick={onClose} disabled={busy}>
              {begun && !busy ? text("close") : text("cancel")}
            </Button>
            {left > 0 && (
              <Button busy={busy} onClick={() => void go()}>
                {begun ? t("retry_failed", { count: left }) : confirm}
              </Button>
            )}
          </>
        }
      >
        {begun && (
          <p role="status" className="pb-2 text-sm">
            {t("bulk_progress", { done: count("succeeded"), failed: count("failed"), all: rows.length })}
          </p>
        )}
        <ul className="max-h-72 divide-y overflow-y-auto pb-2 text-sm">
          {rows.map((row) => {
            const outcome = outcomes[rowId(row)];
            return (
              <li key={rowId(row)} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5">
                <span className="min-w-0">{rowName(row)}</span>
                {outcome && <StatusBadge state={outcome.state} />}
                {outcome?.why && <span className="w-full text-xs text-destructive">{outcome.why}</span>}
              </li>
            );
          })}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
