import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { OtpInput } from "@hostler/ui/otp-input";
import { PasswordField } from "@hostler/ui/password-field";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type FormEvent, type ReactNode } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { ApiError } from "../problem";
import { useSession, type SignInBody } from "../session";

import { useCaptcha } from "./captcha";
import { useExplain } from "./explain";
import { FormFailure } from "./form";

type Way = "root" | "iam";
const keptWay = "hostler.sign_in_way";
const keptAccount = "hostler.sign_in_account";

interface SignInProps {
  /** The shop's clients sign in two ways; staff by e-mail alone. */
  ways: Way[];
  /** Where to go afterwards, unless a page sent the person here. */
  home: string;
  links?: ReactNode;
}

/** Signing in: e-mail or account, captcha where it is asked for, then the second step where there is one. */
export function SignIn({ ways, home, links }: SignInProps) {
  const { t } = useTranslation("common");
  const search = useSearch({ strict: false }) as { to?: string; ended?: string };
  const navigate = useNavigate();
  const [mfaToken, setMfaToken] = useState<string | null>(null);
  const [way, setWay] = useState<Way>(() => (ways.includes("iam") && localStorage.getItem(keptWay) === "iam" ? "iam" : "root"));
  // A path of our own and nothing else: "//elsewhere.example" is another site.
  const target = search.to && /^\/(?![/\\])/.test(search.to) ? search.to : home;
  const done = () => void navigate({ href: target } as never);
  const choose = (next: string) => {
    localStorage.setItem(keptWay, next);
    setWay(next as Way);
  };
  if (mfaToken) return <SecondStep token={mfaToken} onDone={done} onStartOver={() => setMfaToken(null)} />;
  return (
    <section className="w-full max-w-sm">
      <h1 className="mb-4 text-2xl font-semibold tracking-tight">{t("sign_in.title")}</h1>
      {search.ended && (
        <p role="status" className="mb-4 rounded-md border border-info/30 bg-info/10 px-3 py-2 text-sm text-info">
          {t("app.ended")}
        </p>
      )}
      {ways.length > 1 ? (
        <Tabs value={way} onValueChange={choose}>
          <TabsList aria-label={t("sign_in.title")}>
            <TabsTrigger value="root">{t("sign_in.root")}</TabsTrigger>
            <TabsTrigger value="iam">{t("sign_in.iam")}</TabsTrigger>
          </TabsList>
          {ways.map((one) => (
            <TabsContent key={one} value={one}>
              <FirstStep way={one} onDone={done} onSecond={setMfaToken} />
            </TabsContent>
          ))}
        </Tabs>
      ) : (
        <FirstStep way="root" onDone={done} onSecond={setMfaToken} />
      )}
      {links && <nav className="mt-6 flex flex-col gap-1 text-sm">{links}</nav>}
    </section>
  );
}

interface Values {
  email: string;
  account: string;
  username: string;
  password: string;
  captcha: string;
}

function FirstStep({ way, onDone, onSecond }: { way: Way; onDone: () => void; onSecond: (token: string) => void }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const explain = useExplain();
  const [attempt, setAttempt] = useState(0);
  const captcha = useCaptcha(attempt);
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const form = useForm<Values>({ defaultValues: { email: "", account: localStorage.getItem(keptAccount) ?? "", username: "", password: "", captcha: "" } });
  const { errors, isSubmitting } = form.formState;
  const required = { required: t("sign_in.required") };
  const password = form.register("password", required);
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const shared = { password: values.password, ...(captcha?.required && values.captcha ? { captcha: values.captcha } : {}) };
    const body: SignInBody = way === "root" ? { email: values.email.trim(), ...shared } : { account: values.account.trim(), username: values.username.trim(), ...shared };
    try {
      const outcome = await session.signIn(body);
      if (way === "iam") localStorage.setItem(keptAccount, values.account.trim());
      if ("mfaToken" in outcome) onSecond(outcome.mfaToken);
      else onDone();
    } catch (error) {
      // Wrong, unknown and locked sound the same.
      const words = explain(error);
      const same = error instanceof ApiError && (error.status === 401 || error.status === 422);
      setFailure(same ? { text: t("sign_in.failed") } : { text: words.detail ?? words.title, requestId: words.requestId });
      form.resetField("password");
      form.setFocus("password");
      setAttempt((count) => count + 1);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <FormFailure failure={failure} />
      {way === "root" ? (
        <Field label={t("sign_in.email")} error={errors.email?.message}>
          <Input type="email" autoComplete="username" spellCheck={false} autoCapitalize="none" {...form.register("email", required)} />
        </Field>
      ) : (
        <>
          <Field label={t("sign_in.account")} error={errors.account?.message}>
            <Input autoComplete="organization" spellCheck={false} autoCapitalize="none" {...form.register("account", required)} />
          </Field>
          <Field label={t("sign_in.username")} error={errors.username?.message}>
            <Input autoComplete="username" spellCheck={false} autoCapitalize="none" {...form.register("username", required)} />
          </Field>
        </>
      )}
      <Field label={t("sign_in.password")} error={errors.password?.message}>
        <PasswordField autoComplete="current-password" {...password} />
      </Field>
      {captcha?.required &&
        (captcha.challenge ? (
          <Field label={t("sign_in.captcha")} help={<span className="font-mono">{captcha.challenge}</span>} error={errors.captcha?.message}>
            <Input autoComplete="off" spellCheck={false} {...form.register("captcha", required)} />
          </Field>
        ) : (
          <p role="status" className="text-sm text-warning">
            {t("sign_in.captcha_foreign", { provider: captcha.provider })}
          </p>
        ))}
      <Button type="submit" size="lg" busy={isSubmitting}>
        {t("sign_in.submit")}
      </Button>
    </form>
  );
}

function SecondStep({ token, onDone, onStartOver }: { token: string; onDone: () => void; onStartOver: () => void }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const explain = useExplain();
  const [recovery, setRecovery] = useState(false);
  const [value, setValue] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await session.secondFactor(recovery ? { mfa_token: token, recovery_code: value.trim() } : { mfa_token: token, code: value });
      onDone();
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      setValue("");
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{t("sign_in.mfa_title")}</h1>
      <p className="mb-4 text-sm text-muted-foreground">{t("sign_in.mfa_text")}</p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label={recovery ? t("sign_in.mfa_recovery") : t("sign_in.mfa_code")} error={error || undefined}>
          {recovery ? (
            <Input className="font-mono" value={value} onChange={(event) => setValue(event.target.value)} autoComplete="off" />
          ) : (
            <OtpInput value={value} onChange={setValue} />
          )}
        </Field>
        <Button type="submit" size="lg" busy={busy} disabled={value.trim().length < 6}>
          {t("sign_in.continue")}
        </Button>
        <div className="flex flex-wrap justify-between gap-2">
          <Button
            variant="link"
            size="sm"
            className="px-0"
            onClick={() => {
              setValue("");
              setRecovery(!recovery);
            }}
          >
            {recovery ? t("sign_in.use_code") : t("sign_in.use_recovery")}
          </Button>
          <Button variant="link" size="sm" className="px-0" onClick={onStartOver}>
            {t("sign_in.start_over")}
          </Button>
        </div>
      </form>
    </section>
  );
}
