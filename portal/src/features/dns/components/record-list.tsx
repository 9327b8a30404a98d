import { Button } from "@hostler/ui/button";
import { EmptyState } from "@hostler/ui/empty-state";
import { isTyping } from "@hostler/ui/lib/shortcuts";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ListTree } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";

import { RecordEditor } from "./record-editor";
import { RecordRow } from "./record-row";
import type { Editor } from "./use-editor";

interface RecordListProps {
  editor: Editor;
  zone: string;
  readOnly: boolean;
  q?: string;
  type?: string;
}

const atOnce = 150;
const noRowFaults = {};

/** All records, each edited in its place. j and k go along them, e edits. */
export function RecordList({ editor, zone, readOnly, q, type }: RecordListProps) {
  const { t } = useTranslation("dns");
  const [most, setMost] = useState(atOnce);
  const box = useRef<HTMLUListElement>(null);
  const sought = q?.trim().toLowerCase();
  const { rows } = editor.draft;
  const fits = rows.filter(
    (row) =>
      editor.open.has(row.key) ||
      editor.faults.rows.has(row.key) ||
      ((!type || row.type === type) && (!sought || row.name.includes(sought) || row.values.some((value) => value.toLowerCase().includes(sought)))),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = all.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      all[Math.min(all.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]?.focus();
    } else if (event.key === "e" && at >= 0) {
      event.preventDefault();
      all[at]?.querySelector<HTMLElement>("[data-edit]")?.click();
    }
  };
  const focus = (key: string) => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus());
  if (rows.length === 0 && editor.fresh.length === 0)
    return (
      <EmptyState icon={ListTree} title={t("no_records")}>
        {t("no_records_text")}
      </EmptyState>
    );
  return (
    <>
      <div
        className="hidden gap-x-3 border-b px-4 py-2 ps-[1.1875rem] text-xs font-medium text-muted-foreground md:grid md:grid-cols-[minmax(7rem,1.2fr)_4.5rem_minmax(0,3fr)_6.5rem_5.5rem]"
        aria-hidden
      >
        <span>{t("record.name")}</span>
        <span>{t("record.type")}</span>
        <span>{t("record.values")}</span>
        <span>{t("record.ttl")}</span>
      </div>
      {/* Keys on a list that is no widget: its rows hold the focus, this only listens. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={box} onKeyDown={onKeyDown} className="divide-y" aria-label={t("records")}>
        {[...editor.fresh, ...fits.slice(0, most)].map((row) => (
          <li key={row.key} data-row={row.key} tabIndex={-1} className="focus-visible:outline-offset-[-2px]">
            {(editor.fresh.includes(row) || editor.open.has(row.key)) && !readOnly && !row.gone ? (
              <RecordEditor
                row={row}
                zone={zone}
                faults={editor.faults.rows.get(row.key) ?? noRowFaults}
                busy={editor.checking === row.key}
                onSave={(set) => void editor.save(row.key, set).then(focus)}
                onCancel={() => {
                  editor.cancel(row.key);
                  focus(row.key);
                }}
              />
            ) : (
              <RecordRow
                row={row}
                faults={editor.faults.rows.get(row.key)}
                readOnly={readOnly}
                onEdit={() => editor.edit(row.key)}
                onRemove={() => editor.remove(row.key)}
                onUndo={() => editor.undo(row.key)}
              />
            )}
          </li>
        ))}
      </ul>
      {fits.length === 0 && rows.length > 0 && <p className="px-4 py-8 text-center text-sm text-muted-foreground">{t("no_such_record")}</p>}
      {fits.length > most && (
        <div className="flex justify-center border-t p-2">
          <Button variant="ghost" size="sm" onClick={() => setMost(most + atOnce)}>
            {t("more_records", { count: fits.length - most })}
          </Button>
        </div>
      )}
    </>
  );
}
