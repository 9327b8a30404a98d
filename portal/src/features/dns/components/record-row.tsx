import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { cn } from "@hostler/ui/lib/cn";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Pencil, Trash2, Undo2 } from "lucide-react";

import { stateOf, type DraftRow, type RowState } from "./draft";
import type { RowFaults } from "./record-errors";
import { formatSeconds } from "./seconds";
import { useFaultText } from "./use-fault-text";

interface RecordRowProps {
  row: DraftRow;
  faults?: RowFaults;
  readOnly: boolean;
  onEdit: () => void;
  onRemove: () => void;
  onUndo: () => void;
}

const edges: Record<RowState, string> = { same: "border-s-transparent", added: "border-s-success", changed: "border-s-info", removed: "border-s-destructive" };
const tones = { added: "success", changed: "info", removed: "danger" } as const;

/** A record as it stands, and what is meant to become of it. */
export function RecordRow({ row, faults, readOnly, onEdit, onRemove, onUndo }: RecordRowProps) {
  const { t } = useTranslation("dns");
  const { locale } = useWords();
  const say = useFaultText();
  const state = stateOf(row);
  const record = `${row.name} ${row.type}`;
  return (
    <div
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-s-3 px-4 py-2 md:grid-cols-[minmax(7rem,1.2fr)_4.5rem_minmax(0,3fr)_6.5rem_5.5rem] md:items-center",
        edges[state],
      )}
    >
      <span className={cn("min-w-0 font-mono text-sm font-medium break-all", row.gone && "line-through opacity-70")}>
        {row.name}
        {state !== "same" && (
          <Badge tone={tones[state]} className="ms-2 font-sans">
            {t(`state.${state}`)}
          </Badge>
        )}
        {row.clash && (
          <Badge tone="warning" className="ms-2 font-sans">
            {t("state.clash")}
          </Badge>
        )}
      </span>
      <span className="font-mono text-xs text-muted-foreground max-md:order-1 max-md:col-span-2">
        {row.type}
        <span className="md:hidden"> · {formatSeconds(row.ttl, locale)}</span>
      </span>
      <ul className={cn("min-w-0 font-mono text-sm max-md:order-2 max-md:col-span-2", row.gone && "line-through opacity-70")}>
        {row.values.map((value) => (
          <li key={value} className="break-all">
            {value}
          </li>
        ))}
      </ul>
      <span className="text-xs text-muted-foreground max-md:hidden">{formatSeconds(row.ttl, locale)}</span>
      <span className="flex justify-end">
        {!readOnly && state !== "same" && row.was && (
          <Button variant="ghost" size="icon-sm" aria-label={`${t("undo")}: ${record}`} onClick={onUndo}>
            <Undo2 aria-hidden />
          </Button>
        )}
        {!readOnly && !row.gone && (
          <>
            <Button variant="ghost" size="icon-sm" data-edit aria-label={`${t("edit")}: ${record}`} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
            <Button variant="ghost" size="icon-sm" aria-label={`${t("remove")}: ${record}`} onClick={onRemove}>
              <Trash2 aria-hidden />
            </Button>
          </>
        )}
      </span>
      {faults && (
        <div className="col-span-full max-md:order-3">
          {Object.entries(faults).map(([field, fault]) => (
            <FieldError key={field}>{say(fault)}</FieldError>
          ))}
        </div>
      )}
    </div>
  );
}
