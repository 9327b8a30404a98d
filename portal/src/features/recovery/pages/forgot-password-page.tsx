import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTitle } from "@hostler/web-kit/react/title";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { forgotPassword } from "../api/recovery";
import { Outcome } from "../components/outcome";

/** Says the same whether or not the address is known. */
export default function ForgotPasswordPage() {
  const { t } = useTranslation("recovery");
  const Link = useLink();
  useTitle(t("forgot.title"));
  const [sent, setSent] = useState(false);
  const form = useForm({ defaultValues: { email: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const submit = form.handleSubmit(async ({ email }) => {
    clear();
    try {
      await forgotPassword(email.trim());
      setSent(true);
    } catch (error) {
      fail(error);
    }
  });
  if (sent) return <Outcome title={t("forgot.sent_title")} text={t("forgot.sent_text")} to="/login" action={t("to_sign_in")} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("forgot.title")}</h1>
      <p className="mt-1 mb-5 text-base text-muted-foreground">{t("forgot.text")}</p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <Field label={t("email")} error={form.formState.errors.email?.message}>
          <Input type="email" autoComplete="email" spellCheck={false} autoCapitalize="none" {...form.register("email", { required: t("required") })} />
        </Field>
        <Button type="submit" size="lg" busy={form.formState.isSubmitting}>
          {t("forgot.send")}
        </Button>
      </form>
      <p className="mt-5 text-sm">
        <Link href="/login" className="text-primary underline underline-offset-4">
          {t("to_sign_in")}
        </Link>
      </p>
    </section>
  );
}
