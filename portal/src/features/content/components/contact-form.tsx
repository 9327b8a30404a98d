import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Textarea } from "@hostler/ui/textarea";
import { CaptchaField, useCaptcha } from "@hostler/web-kit/react/captcha";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useSessionState } from "@hostler/web-kit/session";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";

import { sendMessage, type Message } from "../api/contact";

/** A message without an account. It becomes a ticket, answered by mail. */
export function ContactForm() {
  const { t } = useTranslation("content");
  const { user } = useSessionState();
  const [sent, setSent] = useState("");
  const captcha = useCaptcha("contact");
  const form = useForm({ defaultValues: { name: user?.name ?? "", email: user?.email ?? "", message: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { run, busy } = useWrite(
    (body: Message, header) => sendMessage(body, header),
    (error) => {
      if (!captcha.again(error)) fail(error);
    },
  );
  const { errors, isSubmitting } = form.formState;
  const filled = { validate: (text: string) => text.trim() !== "" || t("contact.required") };
  const submit = form.handleSubmit(async ({ name, email, message }) => {
    clear();
    const solved = await captcha.solve();
    if (!solved) return;
    const done = await run({ name: name.trim(), email: email.trim(), message, ...solved });
    if (!done) return;
    captcha.again();
    setSent(email.trim());
  });
  if (sent) {
    return (
      <Card>
        <div role="status" className="flex items-start gap-3">
          <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" aria-hidden />
          <div>
            <p className="font-medium">{t("contact.sent")}</p>
            <p className="mt-1 text-sm text-muted-foreground">{t("contact.sent_text", { email: sent })}</p>
            <Button
              variant="secondary"
              size="sm"
              className="mt-3"
              onClick={() => {
                form.resetField("message");
                setSent("");
              }}
            >
              {t("contact.another")}
            </Button>
          </div>
        </div>
      </Card>
    );
  }
  return (
    <Card>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <Field label={t("contact.name")} error={errors.name?.message}>
          <Input autoComplete="name" maxLength={120} {...form.register("name", filled)} />
        </Field>
        <Field label={t("contact.your_email")} help={t("contact.email_help")} error={errors.email?.message}>
          <Input type="email" autoComplete="email" spellCheck={false} autoCapitalize="none" {...form.register("email", filled)} />
        </Field>
        <Field label={t("contact.message")} error={errors.message?.message}>
          <Textarea className="min-h-36" maxLength={5000} {...form.register("message", filled)} />
        </Field>
        <CaptchaField captcha={captcha} />
        <Button type="submit" size="lg" busy={busy || isSubmitting} className="self-start">
          {t("contact.send")}
        </Button>
      </form>
    </Card>
  );
}
