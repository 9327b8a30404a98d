import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Textarea } from "@hostler/ui/textarea";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { addWebhook, changeWebhook, type Webhook } from "../api/webhooks";

import { PickMany } from "./pick-many";
import { useFormWrite } from "./use-form-write";
import { eventFamilies, eventsOf, splitEvents } from "./webhook-events";

interface WebhookDialogProps {
  webhook?: Webhook;
  onClose: () => void;
  /** With the secret of a new one. */
  onMade?: (webhook: Webhook) => void;
}

export function WebhookDialog({ webhook, onClose, onMade }: WebhookDialogProps) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const [values, setValues] = useState(() => ({ url: webhook?.url ?? "", description: webhook?.description ?? "", ...splitEvents(webhook?.events ?? []) }));
  const set = (part: Partial<typeof values>) => setValues((all) => ({ ...all, ...part }));
  const form = useFormWrite(["url", "description", "events"], (body: typeof values, header) => {
    const edit = { url: body.url.trim(), description: body.description.trim(), events: eventsOf(body.ticked, body.typed) };
    return webhook ? changeWebhook(webhook.id, edit) : addWebhook(edit, header);
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wrong: Record<string, string> = {};
    if (!values.url.trim()) wrong.url = t("required");
    if (eventsOf(values.ticked, values.typed).length === 0) wrong.events = t("hook.events_required");
    if (Object.keys(wrong).length > 0) return form.setErrors(wrong);
    const done = await form.submit(values);
    if (!done) return;
    await queries.invalidateQueries({ queryKey: ["webhooks"] });
    onMade?.(done.value);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={webhook ? t("hook.change") : t("hook.new")} description={t("hook.text")}>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          <Field label={t("hook.url")} help={t("hook.url_help")} error={form.errors.url}>
            <Input type="url" className="font-mono" spellCheck={false} placeholder="https://" value={values.url} onChange={(event) => set({ url: event.target.value })} />
          </Field>
          <Field label={t("about")} optional error={form.errors.description}>
            <Input maxLength={300} value={values.description} onChange={(event) => set({ description: event.target.value })} />
          </Field>
          <PickMany
            label={t("hook.events")}
            options={["all", ...eventFamilies].map((family) => ({
              id: family === "all" ? "*" : family,
              name: t(`hook.family.${family}`),
              text: family === "all" ? undefined : `${family}.*`,
            }))}
            value={values.ticked}
            onChange={(ticked) => set({ ticked })}
            error={form.errors.events}
          />
          <Field label={t("hook.more_events")} help={t("hook.more_help")} optional>
            <Textarea className="min-h-14 font-mono" spellCheck={false} value={values.typed} onChange={(event) => set({ typed: event.target.value })} />
          </Field>
          <Button type="submit" busy={form.busy} className="self-end">
            {t("save")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
