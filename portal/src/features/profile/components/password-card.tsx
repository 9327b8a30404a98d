import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { PasswordField } from "@hostler/ui/password-field";
import { toast } from "@hostler/ui/toaster";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";

import { changePassword } from "../api/account";

export function PasswordCard() {
  const { t } = useTranslation("profile");
  const queries = useQueryClient();
  const form = useForm({ defaultValues: { current_password: "", new_password: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const submit = form.handleSubmit(async ({ current_password, new_password }) => {
    clear();
    try {
      await changePassword(current_password, new_password);
      form.reset();
      void queries.invalidateQueries({ queryKey: ["sessions"] });
      void toast("success", t("password.changed"));
    } catch (error) {
      fail(error);
    }
  });
  return (
    <Card title={t("password.title")}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <Controller
          control={form.control}
          name="current_password"
          rules={{ required: t("required") }}
          render={({ field, fieldState }) => (
            <Field label={t("password.current")} error={fieldState.error?.message}>
              <PasswordField autoComplete="current-password" {...field} />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="new_password"
          rules={{ required: t("required") }}
          render={({ field, fieldState }) => (
            <Field label={t("password.new")} error={fieldState.error?.message}>
              <PasswordField meter autoComplete="new-password" {...field} />
            </Field>
          )}
        />
        <p className="text-xs text-muted-foreground">{t("password.text")}</p>
        <Button type="submit" className="self-start" busy={form.formState.isSubmitting}>
          {t("password.change")}
        </Button>
      </form>
    </Card>
  );
}
