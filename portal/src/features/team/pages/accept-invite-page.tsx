import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { PasswordField } from "@hostler/ui/password-field";
import { ApiError } from "@hostler/web-kit/problem";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";

import { tokenOfLink } from "../../../account/link-token";
import { acceptInvite } from "../api/users";

type Accepted = Awaited<ReturnType<typeof acceptInvite>>;

/** Somebody who was invited chooses how to sign in. */
export default function AcceptInvitePage() {
  const { t } = useTranslation("team");
  useTitle(t("accept.title"));
  const [token] = useState(() => tokenOfLink());
  const [state, setState] = useState<Accepted | "asking" | "dead">(token ? "asking" : "dead");
  const form = useForm({ defaultValues: { username: "", password: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ username, password }) => {
    clear();
    try {
      const accepted = await acceptInvite({ token, username: username.trim(), password });
      // The sign-in opens where they belong.
      localStorage.setItem("hostler.sign_in_way", "iam");
      localStorage.setItem("hostler.sign_in_account", accepted.alias ?? accepted.account);
      setState(accepted);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.byField.token)) setState("dead");
      else fail(error);
    }
  });
  if (state === "dead") return <Said title={t("accept.dead")} text={t("accept.dead_text")} />;
  if (state !== "asking") return <Done accepted={state} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("accept.title")}</h1>
      <p className="mt-1 mb-5 text-sm text-muted-foreground">{t("accept.text")}</p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormFailure failure={failure} />
        <Field label={t("username")} help={t("accept.username_help")} error={errors.username?.message}>
          <Input autoComplete="username" spellCheck={false} autoCapitalize="none" {...form.register("username", { required: t("required") })} />
        </Field>
        <Controller
          control={form.control}
          name="password"
          rules={{ required: t("required") }}
          render={({ field, fieldState }) => (
            <Field label={t("accept.password")} error={fieldState.error?.message}>
              <PasswordField meter autoComplete="new-password" {...field} />
            </Field>
          )}
        />
        <Button type="submit" size="lg" busy={isSubmitting}>
          {t("accept.join")}
        </Button>
      </form>
    </section>
  );
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p role="status" className="mt-2 text-base text-muted-foreground">
        {text}
      </p>
    </section>
  );
}

function Done({ accepted }: { accepted: Accepted }) {
  const { t } = useTranslation("team");
  const Link = useLink();
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("accept.done")}</h1>
      <p role="status" className="mt-2 mb-4 text-base text-muted-foreground">
        {t("accept.done_text")}
      </p>
      <dl className="mb-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-lg border bg-card p-4 text-sm">
        <dt className="text-muted-foreground">{t("sign_in.account")}</dt>
        <dd className="font-mono break-all">{accepted.alias ?? accepted.account}</dd>
        <dt className="text-muted-foreground">{t("username")}</dt>
        <dd className="font-mono break-all">{accepted.username}</dd>
      </dl>
      <Button asChild size="lg">
        <Link href="/login">{t("accept.to_sign_in")}</Link>
      </Button>
    </section>
  );
}
