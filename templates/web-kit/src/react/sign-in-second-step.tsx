import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { OtpInput } from "@hostler/ui/otp-input";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { useSession } from "../session";

import { useExplain } from "./explain";
import { useTranslation } from "./texts";

/** The code of an authenticator, or one of the recovery codes. */
export function SecondStep({ token, titled = true, onDone, onStartOver }: { token: string; titled?: boolean; onDone: () => void; onStartOver: () => void }) {
  const { t } = useTranslation("common");
  const session = useSession();
  const explain = useExplain();
  const [recovery, setRecovery] = useState(false);
  const [value, setValue] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [recovery]);
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
      {titled && <h1 className="text-2xl font-semibold tracking-tight">{t("sign_in.mfa_title")}</h1>}
      <p className="mb-4 text-sm text-muted-foreground">{t("sign_in.mfa_text")}</p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label={recovery ? t("sign_in.mfa_recovery") : t("sign_in.mfa_code")} error={error || undefined}>
          {recovery ? (
            <Input ref={input} className="font-mono" value={value} onChange={(event) => setValue(event.target.value)} autoComplete="off" />
          ) : (
            <OtpInput ref={input} value={value} onChange={setValue} />
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
