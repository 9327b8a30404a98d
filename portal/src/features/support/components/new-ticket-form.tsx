import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Textarea } from "@hostler/ui/textarea";
import type { KeptFile } from "@hostler/web-kit/kept-file";
import { AttachmentField } from "@hostler/web-kit/react/attachment-field";
import { useDraft } from "@hostler/web-kit/react/draft";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useAttachments } from "@hostler/web-kit/react/use-attachments";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useForm, useWatch } from "react-hook-form";

import { upload } from "../api/files";
import { openTicket } from "../api/write-tickets";

import { DraftNote } from "./draft-note";
import { filesIn } from "./pasted-files";
import { Suggestions } from "./suggestions";
import { TicketChoices } from "./ticket-choices";
import { bodyOf, emptyTicket, type TicketDraft, type TicketValues } from "./ticket-draft";

/** A new ticket. What is typed is kept by account until it is sent: an ended session or a lost network costs nothing. */
export function NewTicketForm() {
  const { t } = useTranslation("support");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [about] = useUrlState("service", "department", "subject");
  const { found, keep } = useDraft<TicketDraft>("ticket");
  const [noted, setNoted] = useState(found !== null);
  const empty = emptyTicket(about);
  const form = useForm<TicketValues>({ defaultValues: { ...empty, ...withoutFiles(found?.values), ...(about.service ? { service_id: about.service } : {}) } });
  const attachments = useAttachments(upload, found?.values.attachments ?? []);
  const { failure, fail, clear } = useFormFailure(form);
  const { run, busy } = useWrite(openTicket, fail);
  const values = useWatch({ control: form.control }) as TicketValues;
  const draft = JSON.stringify({ ...values, attachments: attachments.kept } satisfies TicketDraft);
  useEffect(() => {
    const now = JSON.parse(draft) as TicketDraft;
    keep(now.subject.trim() || now.message.trim() || now.attachments.length > 0 ? now : null);
  }, [keep, draft]);
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (all) => {
    clear();
    const done = await run(bodyOf(all, attachments.kept));
    if (!done) return;
    keep(null);
    queries.setQueryData(["tickets", "one", done.value.id], done.value);
    void queries.invalidateQueries({ queryKey: ["tickets", "list"] });
    await navigate({ href: `/support/${done.value.id}`, replace: true } as never);
  });
  const discard = () => {
    form.reset(empty);
    attachments.clear();
    setNoted(false);
  };
  const filled = (text: string) => text.trim() !== "" || t("required");
  return (
    <Card className="max-w-3xl">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        {noted && found && <DraftNote at={found.at} onDiscard={discard} />}
        <FormFailure failure={failure} />
        <Field label={t("subject")} help={t("new.subject_help")} error={errors.subject?.message}>
          <Input maxLength={200} {...form.register("subject", { validate: filled })} />
        </Field>
        <Suggestions subject={values.subject} />
        <TicketChoices form={form} />
        <Field label={t("message")} help={t("markdown")} error={errors.message?.message}>
          <Textarea className="min-h-40" maxLength={20_000} {...form.register("message", { validate: filled })} onPaste={(event) => attachments.add(filesIn(event))} />
        </Field>
        <AttachmentField attachments={attachments} />
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p className="text-xs text-muted-foreground">{t("draft.kept")}</p>
          <Button type="submit" size="lg" busy={busy} disabled={attachments.sending}>
            {t("new.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function withoutFiles(draft: (TicketValues & { attachments?: KeptFile[] }) | undefined): Partial<TicketValues> {
  if (!draft) return {};
  const { attachments: _, ...values } = draft;
  return values;
}
