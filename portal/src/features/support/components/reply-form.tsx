import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Textarea } from "@hostler/ui/textarea";
import type { KeptFile } from "@hostler/web-kit/kept-file";
import { AttachmentField } from "@hostler/web-kit/react/attachment-field";
import { useDraft } from "@hostler/web-kit/react/draft";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useAttachments } from "@hostler/web-kit/react/use-attachments";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useForm, useWatch } from "react-hook-form";

import { upload } from "../api/files";
import type { Ticket } from "../api/list-tickets";
import { replyToTicket, type NewReply } from "../api/write-tickets";

import { DraftNote } from "./draft-note";
import { filesIn } from "./pasted-files";

interface ReplyDraft {
  message: string;
  attachments: KeptFile[];
}

export function ReplyForm({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const queries = useQueryClient();
  const { found, keep } = useDraft<ReplyDraft>(`reply.${ticket.id}`);
  const [noted, setNoted] = useState(found !== null);
  const form = useForm({ defaultValues: { message: found?.values.message ?? "" } });
  const attachments = useAttachments(upload, found?.values.attachments ?? []);
  const { failure, fail, clear } = useFormFailure(form);
  const { run, busy } = useWrite((body: NewReply, header) => replyToTicket(ticket.id, body, header), fail);
  const message = useWatch({ control: form.control, name: "message" });
  const files = JSON.stringify(attachments.kept);
  useEffect(() => {
    const kept = JSON.parse(files) as KeptFile[];
    keep(message.trim() || kept.length > 0 ? { message, attachments: kept } : null);
  }, [keep, message, files]);
  const reset = () => {
    form.reset({ message: "" });
    attachments.clear();
    keep(null);
    setNoted(false);
  };
  const submit = form.handleSubmit(async (values) => {
    clear();
    const done = await run({ message: values.message, ...(attachments.kept.length > 0 ? { attachments: attachments.kept.map((file) => file.id) } : {}) });
    if (!done) return;
    reset();
    await queries.invalidateQueries({ queryKey: ["tickets"] });
  });
  return (
    <Card title={ticket.status === "closed" ? t("reply.reopen") : t("reply.title")}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3" noValidate>
        {noted && found && <DraftNote at={found.at} onDiscard={reset} />}
        <FormFailure failure={failure} />
        <Field label={t("message")} help={t("markdown")} error={form.formState.errors.message?.message}>
          <Textarea
            className="min-h-28"
            maxLength={20_000}
            {...form.register("message", { validate: (text) => text.trim() !== "" || t("required") })}
            onPaste={(event) => attachments.add(filesIn(event))}
          />
        </Field>
        <AttachmentField attachments={attachments} />
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p className="text-xs text-muted-foreground">{t("draft.kept")}</p>
          <Button type="submit" busy={busy} disabled={attachments.sending}>
            {t("reply.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
