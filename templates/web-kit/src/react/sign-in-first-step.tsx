import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PasswordField } from "@hostler/ui/password-field";
import { useState } from "react";
import { useForm } from "react-hook-form";

import { ApiError } from "../problem";
import { useSession, type SignInBody } from "../session";

import { CaptchaField, useCaptcha } from "./captcha";
import { useExplain } from "./explain";
import { FormFailure } from "./form";
import { useTranslation } from "./texts";

export type Way = "root" | "iam";
const keptAccount = "hostler.sign_in_account";

interface Values {
  email: string;
  account: string;
  username: string;
  password: string;
}

interface FirstStepProps {
  way: Way;
  /** Who it is, where that is known already: then only the password is asked for. */
  known?: { email?: string; account?: string; username?: string };
  onDone: () => void;
  onSecond: (token: string) => void;
}

/** E-mail, or account and user name, with the password. */
export function FirstStep({ way, known, onDone, onSecond }: FirstStepProps) {
  const { t } = useTranslation("common");
  const session = useSession();
  const explain = useExplain();
  const captcha = useCaptcha("login");
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const form = useForm<Values>({
    defaultValues: { email: known?.email ?? "", account: known?.account ?? localStorage.getItem(keptAccount) ?? "", username: known?.username ?? "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const required = { required: t("sign_in.required") };
  const password = form.register("password", required);
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const solved = await captcha.solve();
    if (!solved) return;
    const shared = { password: values.password, ...solved };
    const body: SignInBody = way === "root" ? { email: values.email.trim(), ...shared } : { account: values.account.trim(), username: values.username.trim(), ...shared };
    try {
      const outcome = await session.signIn(body);
      if (way === "iam") localStorage.setItem(keptAccount, values.account.trim());
      if ("mfaToken" in outcome) onSecond(outcome.mfaToken);
      else onDone();
    } catch (error) {
      if (captcha.again(error)) return;
      // Wrong, unknown and locked sound the same.
      const words = explain(error);
      const same = error instanceof ApiError && (error.status === 401 || error.status === 422);
      setFailure(same ? { text: t("sign_in.failed") } : { text: words.detail ?? words.title, requestId: words.requestId });
      form.resetField("password");
      form.setFocus("password");
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={failure} />
      {way === "root" ? (
        <Field label={t("sign_in.email")} error={errors.email?.message}>
          <Input type="email" autoComplete="username" readOnly={Boolean(known)} spellCheck={false} autoCapitalize="none" {...form.register("email", required)} />
        </Field>
      ) : (
        <>
          <Field label={t("sign_in.account")} error={errors.account?.message}>
            <Input autoComplete="organization" readOnly={Boolean(known)} spellCheck={false} autoCapitalize="none" {...form.register("account", required)} />
          </Field>
          <Field label={t("sign_in.username")} error={errors.username?.message}>
            <Input autoComplete="username" readOnly={Boolean(known)} spellCheck={false} autoCapitalize="none" {...form.register("username", required)} />
          </Field>
        </>
      )}
      <Field label={t("sign_in.password")} error={errors.password?.message}>
        <PasswordField autoComplete="current-password" {...password} />
      </Field>
      <CaptchaField captcha={captcha} />
      <Button type="submit" size="lg" busy={isSubmitting}>
        {t("sign_in.submit")}
      </Button>
    </form>
  );
}
