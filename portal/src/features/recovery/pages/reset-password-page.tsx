import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { PasswordField } from "@hostler/ui/password-field";
import { ApiError } from "@hostler/web-kit/problem";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";

import { resetPassword } from "../api/recovery";
import { tokenOfLink } from "../components/link-token";
import { Outcome } from "../components/outcome";

export default function ResetPasswordPage() {
  const { t } = useTranslation("recovery");
  useTitle(t("reset.title"));
  const [token] = useState(() => tokenOfLink());
  const [state, setState] = useState<"asking" | "done" | "dead">(token ? "asking" : "dead");
  const form = useForm({ defaultValues: { password: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const submit = form.handleSubmit(async ({ password }) => {
    clear();
    try {
      await resetPassword(token, password);
      setState("done");
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.byField.token)) setState("dead");
      else fail(error);
    }
  });
  if (state === "done") return <Outcome title={t("reset.done_title")} text={t("reset.done_text")} to="/login" action={t("to_sign_in")} />;
  if (state === "dead") return <Outcome title={t("dead_title")} text={t("dead_text")} to="/forgot-password" action={t("another")} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{t("reset.title")}</h1>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <Controller
          control={form.control}
          name="password"
          rules={{ required: t("required") }}
          render={({ field, fieldState }) => (
            <Field label={t("reset.password")} error={fieldState.error?.message}>
              <PasswordField meter autoComplete="new-password" {...field} />
            </Field>
          )}
        />
        <Button type="submit" size="lg" busy={form.formState.isSubmitting}>
          {t("reset.save")}
        </Button>
      </form>
    </section>
  );
}
