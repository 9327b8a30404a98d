import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Markdown } from "@hostler/ui/markdown";
import { Notice } from "@hostler/ui/notice";
import { Select } from "@hostler/ui/select";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { Textarea } from "@hostler/ui/textarea";
import { useAct } from "@hostler/web-kit/react/act";
import type { KeptFile } from "@hostler/web-kit/kept-file";
import { AttachmentField } from "@hostler/web-kit/react/attachment-field";
import { useDraft } from "@hostler/web-kit/react/draft";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useAttachments } from "@hostler/web-kit/react/use-attachments";
import { NotebookPen, Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { Ticket, TicketStatus } from "../api/tickets";
import { answerTicket, noteInTicket, upload } from "../api/write-tickets";

import { CannedPicker } from "./canned-picker";

interface ReplyDraft {
  message: string;
  attachments: KeptFile[];
}

const after = ["answered", "on_hold", "open", "closed"] as const satisfies readonly TicketStatus[];

/** An answer to the client, or a note that the client never sees. What is typed stays until it is sent. */
export function ReplyBox({ ticket, onWriting }: { ticket: Ticket; onWriting: (writing: boolean) => void }) {
  const { t } = useTranslation("support");
  const { status: word } = useWords();
  const { found, keep } = useDraft<ReplyDraft>(`reply.${ticket.id}`);
  const [kind, setKind] = useState<"reply" | "note">("reply");
  const [message, setMessage] = useState(found?.values.message ?? "");
  const [status, setStatus] = useState<TicketStatus>("answered");
  const [preview, setPreview] = useState(false);
  const [judged, setJudged] = useState(false);
  const attachments = useAttachments(upload, found?.values.attachments ?? []);
  const box = useRef<HTMLTextAreaElement>(null);
  const newest = (ticket.replies ?? []).filter((reply) => !reply.note).at(-1);
  // What had been said when this was begun; what comes later is pointed out before it is sent.
  const [seen, setSeen] = useState(newest?.id);
  const writing = message.trim() !== "" || attachments.items.length > 0;
  if (!writing && seen !== newest?.id) setSeen(newest?.id);
  const newer = kind === "reply" && writing && newest !== undefined && seen !== newest.id;
  useEffect(() => onWriting(writing && kind === "reply"), [onWriting, writing, kind]);
  const files = JSON.stringify(attachments.kept);
  useEffect(() => {
    const kept = JSON.parse(files) as KeptFile[];
    keep(message.trim() || kept.length > 0 ? { message, attachments: kept } : null);
  }, [keep, message, files]);
  const act = useAct({
    run: (_: void, header): Promise<unknown> =>
      kind === "note"
        ? noteInTicket(ticket.id, message.trim(), header)
        : answerTicket(
            ticket.id,
            {
              message: message.trim(),
              status,
              ...(seen ? { last_seen_reply_id: seen } : {}),
              ...(attachments.kept.length > 0 ? { attachments: attachments.kept.map((file) => file.id) } : {}),
            },
            header,
          ),
    done: kind === "note" ? t("noted") : t("sent"),
    invalidates: ["tickets"],
    onDone: () => {
      setMessage("");
      setPreview(false);
      setJudged(false);
      attachments.clear();
      keep(null);
    },
  });
  // One's own words come back before the box is emptied.
  const overtaken = newer && !act.busy;
  const send = () => {
    setJudged(true);
    if (message.trim()) void act.go();
  };
  const insert = (text: string) => {
    const area = box.current;
    const at = area ? area.selectionStart : message.length;
    const to = area ? area.selectionEnd : message.length;
    setMessage(message.slice(0, at) + text + message.slice(to));
    setPreview(false);
    area?.focus();
  };
  if (ticket.merged_into) return null;
  return (
    <Card>
      <Tabs value={kind} onValueChange={(next) => setKind(next as typeof kind)}>
        <TabsList aria-label={t("write")}>
          <TabsTrigger value="reply">{t("reply")}</TabsTrigger>
          <TabsTrigger value="note">{t("note")}</TabsTrigger>
        </TabsList>
        <TabsContent value={kind} className="flex flex-col gap-3">
          {overtaken && newest && (
            <Notice
              tone="warning"
              title={t("overtaken", { name: newest.author_name })}
              action={
                <Button size="sm" variant="secondary" onClick={() => setSeen(newest.id)}>
                  {t("have_read")}
                </Button>
              }
            >
              {t("overtaken_text")}
            </Notice>
          )}
          <FormFailure failure={act.failure && !act.failure.fields.message ? act.failure : null} />
          {preview ? (
            <div className="min-h-28 rounded-md border p-3">
              <Markdown text={message} />
            </div>
          ) : (
            <Field
              label={kind === "note" ? t("note_label") : t("message")}
              help={kind === "note" ? t("note_help") : t("markdown")}
              error={act.failure?.fields.message ?? (judged && !message.trim() ? t("say_something") : undefined)}
            >
              <Textarea
                ref={box}
                className={kind === "note" ? "min-h-28 border-warning/60 bg-warning/5" : "min-h-28"}
                maxLength={20_000}
                value={message}
                onChange={(event) => setMessage(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
                }}
                onPaste={(event) => {
                  const pasted = [...event.clipboardData.files];
                  if (pasted.length === 0 || kind === "note") return;
                  event.preventDefault();
                  attachments.add(pasted);
                }}
              />
            </Field>
          )}
          {kind === "reply" && <AttachmentField attachments={attachments} />}
          <div className="flex flex-wrap items-center gap-2">
            <CannedPicker department={ticket.department?.id} onPick={insert} />
            <Button variant="ghost" size="sm" aria-pressed={preview} disabled={!message.trim()} onClick={() => setPreview(!preview)}>
              {preview ? t("go_on_writing") : t("preview")}
            </Button>
            <span className="ms-auto flex flex-wrap items-center gap-2">
              {kind === "reply" && (
                <Select
                  aria-label={t("status_after")}
                  className="w-44"
                  value={status}
                  onValueChange={(next) => setStatus(next as TicketStatus)}
                  options={after.map((value) => ({ value, label: t("then", { status: word(value) }) }))}
                />
              )}
              <Button busy={act.busy} disabled={attachments.sending || overtaken} onClick={send} aria-keyshortcuts="Control+Enter">
                {!act.busy && (kind === "note" ? <NotebookPen aria-hidden /> : <Send aria-hidden />)}
                {kind === "note" ? t("keep_note") : t("send")}
              </Button>
            </span>
          </div>
        </TabsContent>
      </Tabs>
    </Card>
  );
}
