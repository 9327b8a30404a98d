import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { PasswordField } from "@hostler/ui/password-field";
import { PhoneField } from "@hostler/ui/phone-field";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { useBrand } from "@hostler/web-kit/brand";
import { ApiError } from "@hostler/web-kit/problem";
import { CaptchaField, useCaptcha } from "@hostler/web-kit/react/captcha";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useMemo } from "react";
import { Controller, useForm } from "react-hook-form";

import { begin, checkFirst } from "../api/registration";

interface Values {
  username: string;
  email: string;
  phone: string;
  password: string;
  otp_channel: "email" | "sms";
}

export function FirstStep({ onStarted }: { onStarted: (registration: string) => void }) {
  const { t } = useTranslation("register");
  const brand = useBrand();
  const Link = useLink();
  const captcha = useCaptcha("register");
  const form = useForm<Values>({ defaultValues: { username: "", email: "", phone: "", password: "", otp_channel: "email" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { run } = useWrite(begin, (error) => {
    if (!captcha.again(error)) fail(error);
  });
  const { errors, isSubmitting } = form.formState;
  const required = { required: t("required") };
  const [username, email] = form.watch(["username", "email"]);
  const related = useMemo(() => [username, email, brand.name], [username, email, brand.name]);

  // As it is left, not as it is typed: nobody wants to be told off in the middle of a word.
  const check = async (name: "username" | "email" | "phone" | "password") => {
    const value = form.getValues(name).trim();
    if (!value) return;
    try {
      await checkFirst({ [name]: value });
      if (form.getFieldState(name).error?.type === "server") form.clearErrors(name);
    } catch (error) {
      if (error instanceof ApiError && error.byField[name]) form.setError(name, { type: "server", message: error.byField[name] });
    }
  };
  const submit = form.handleSubmit(async (values) => {
    clear();
    const solved = await captcha.solve();
    if (!solved) return;
    const body = { ...values, username: values.username.trim(), email: values.email.trim(), phone: values.phone.replaceAll(/[\s()-]/g, ""), ...solved };
    const done = await run(body);
    if (done) onStarted(done.value.registration);
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={failure} />
      <Field label={t("username")} help={t("username_help")} error={errors.username?.message}>
        <Input autoComplete="username" spellCheck={false} autoCapitalize="none" {...form.register("username", { ...required, onBlur: () => void check("username") })} />
      </Field>
      <Field label={t("email")} error={errors.email?.message}>
        <Input type="email" autoComplete="email" spellCheck={false} autoCapitalize="none" {...form.register("email", { ...required, onBlur: () => void check("email") })} />
      </Field>
      <Controller
        control={form.control}
        name="phone"
        rules={required}
        render={({ field }) => (
          <Field label={t("phone")} help={t("phone_help")} error={errors.phone?.message}>
            <PhoneField
              country={brand.country}
              {...field}
              onBlur={() => {
                field.onBlur();
                void check("phone");
              }}
            />
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="password"
        rules={required}
        render={({ field }) => (
          <Field label={t("password")} error={errors.password?.message}>
            <PasswordField
              meter
              related={related}
              autoComplete="new-password"
              {...field}
              onBlur={() => {
                field.onBlur();
                void check("password");
              }}
            />
          </Field>
        )}
      />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("channel")}</legend>
        <Controller
          control={form.control}
          name="otp_channel"
          render={({ field }) => (
            <RadioGroup value={field.value} onValueChange={field.onChange} aria-label={t("channel")} className="flex-row gap-6">
              <RadioItem value="email">{t("by_email")}</RadioItem>
              <RadioItem value="sms">{t("by_sms")}</RadioItem>
            </RadioGroup>
          )}
        />
      </fieldset>
      <CaptchaField captcha={captcha} />
      <Button type="submit" size="lg" busy={isSubmitting}>
        {t("continue")}
      </Button>
      <p className="text-sm text-muted-foreground">
        {t("have_one")}{" "}
        <Link href="/login" className="text-primary underline underline-offset-4">
          {t("sign_in")}
        </Link>
      </p>
    </form>
  );
}
