import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { OtpInput } from "@hostler/ui/otp-input";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { resendCode, verifyCode, type Registration } from "../api/registration";

const waitSeconds = 30;

export function CodeStep({ registration, onVerified, onStartOver }: { registration: Registration; onVerified: () => void; onStartOver: () => void }) {
  const { t } = useTranslation("register");
  const explain = useExplain();
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(waitSeconds);
  const [told, setTold] = useState("");
  // What the step before asked for is behind: the code is all that there is to do.
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setError("");
    try {
      await verifyCode(registration.registration, code);
      onVerified();
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      setCode("");
    } finally {
      setBusy(false);
    }
  };
  const resend = async () => {
    setError("");
    setTold("");
    try {
      await resendCode(registration.registration);
      setTold(t("sent_again"));
      setWait(waitSeconds);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
      <p className="text-base text-muted-foreground">{t("code_text", { to: registration.otp_channel === "sms" ? groupedPhone(registration.phone) : registration.email })}</p>
      <Field label={t("code")} error={error || undefined}>
        <OtpInput value={code} onChange={setCode} ref={input} />
      </Field>
      {told && (
        <p role="status" className="text-sm text-success">
          {told}
        </p>
      )}
      <Button type="submit" size="lg" busy={busy} disabled={code.length < 6}>
        {t("confirm")}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="link" size="sm" className="px-0" disabled={wait > 0} onClick={() => void resend()}>
          {wait > 0 ? t("resend_in", { seconds: wait }) : t("resend")}
        </Button>
        <Button variant="link" size="sm" className="px-0" onClick={onStartOver}>
          {t("start_over")}
        </Button>
      </div>
    </form>
  );
}
