import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { Field } from "@hostler/ui/field";
import { Label } from "@hostler/ui/label";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { NotebookPen, Trash2 } from "lucide-react";
import { useId, useState } from "react";

import { addNote, listNotes, removeNote } from "../../api/notes";

/** What staff alone see. */
export function NotesTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
      <Card flush title={t("tab.notes")} className="max-lg:order-last">
        <Ask
          query={useQuery(listNotes(id))}
          skeleton={<SkeletonRows rows={3} />}
          isEmpty={(all) => all.length === 0}
          empty={<EmptyState icon={NotebookPen} title={t("no_notes")} />}
        >
          {(all) => (
            <ul className="divide-y pb-1">
              {all.map((note) => (
                <li key={note.id} className="flex items-start gap-3 px-4 py-3 text-sm">
                  <div className="min-w-0 flex-1">
                    <p className="break-words whitespace-pre-wrap">{note.message}</p>
                    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-muted-foreground">
                      {note.author_name} <Instant value={note.created_at} relative />
                      {note.pinned && <Badge tone="warning">{t("pinned")}</Badge>}
                    </p>
                  </div>
                  <ActButton
                    label={t("remove")}
                    icon={Trash2}
                    size="sm"
                    variant="ghost"
                    danger
                    title={t("remove_note_title")}
                    consequence={t("remove_note_text")}
                    run={() => removeNote(id, note.id)}
                    invalidates={["clients"]}
                  />
                </li>
              ))}
            </ul>
          )}
        </Ask>
      </Card>
      <NewNote id={id} />
    </div>
  );
}

function NewNote({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const box = useId();
  const [message, setMessage] = useState("");
  const [pinned, setPinned] = useState(false);
  const act = useAct<void>({
    run: (_, header) => addNote(id, message.trim(), pinned, header),
    invalidates: ["clients"],
    onDone: () => {
      setMessage("");
      setPinned(false);
    },
  });
  return (
    <Card title={t("new_note")}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (message.trim()) void act.go();
        }}
      >
        <Field label={t("note")} error={act.failure?.fields.message ?? act.failure?.text} help={t("note_help")}>
          <Textarea value={message} onChange={(event) => setMessage(event.target.value)} />
        </Field>
        <div className="flex items-center gap-2">
          <Checkbox id={box} checked={pinned} onCheckedChange={(on) => setPinned(on === true)} />
          <Label htmlFor={box}>{t("pin")}</Label>
        </div>
        <Button type="submit" busy={act.busy} disabled={!message.trim()}>
          {t("add_note")}
        </Button>
      </form>
    </Card>
  );
}
