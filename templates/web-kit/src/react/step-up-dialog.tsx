import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { OtpInput } from "@hostler/ui/otp-input";
import { PasswordField } from "@hostler/ui/password-field";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { ApiError } from "../problem";
import { useSession, useSessionState } from "../session";

import { useExplain } from "./explain";
import { useTranslation } from "./texts";

/** Asks for a fresh factor whenever an answer was `step_up_required`; the request goes on by itself then. */
export function StepUpDialog() {
  const session = useSession();
  const { user } = useSessionState();
  const { t } = useTranslation("common");
  const explain = useExplain();
  const answerTo = useRef<((given: boolean) => void) | null>(null);
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [mailed, setMailed] = useState(false);
  const byCode = Boolean(user?.two_factor) || mailed;

  useEffect(() => {
    session.askForFactor = () =>
      new Promise((resolve) => {
        answerTo.current = resolve;
        setValue("");
        setError("");
        setMailed(false);
        setOpen(true);
      });
    return () => {
      session.askForFactor = null;
      // Who waits for an answer that nobody can give any more would keep everybody else waiting.
      answerTo.current?.(false);
      answerTo.current = null;
    };
  }, [session]);

  const end = (given: boolean) => {
    setOpen(false);
    setValue("");
    answerTo.current?.(given);
    answerTo.current = null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await session.stepUp(byCode ? { code: value.trim() } : { password: value });
      end(true);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  const mail = async () => {
    setError("");
    try {
      const response = await session.fetch(
        new Request(`${location.origin}/api/auth/step-up/code`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ channel: "email" }) }),
      );
      if (!response.ok) throw await ApiError.from(response);
      setValue("");
      setMailed(true);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    }
  };
  const label = mailed ? t("app.step_up_sent_code") : byCode ? t("app.step_up_code") : t("app.step_up_password");
  return (
    <Dialog open={open} onOpenChange={(next) => !next && end(false)}>
      <DialogContent title={t("app.step_up_title")} description={t("app.step_up_text")} className="sm:max-w-sm">
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-3">
          {mailed && (
            <p role="status" className="text-sm text-success">
              {t("app.step_up_sent")}
            </p>
          )}
          <Field label={label} error={error || undefined}>
            {byCode ? (
              <OtpInput value={value} onChange={setValue} />
            ) : (
              <PasswordField autoComplete="current-password" value={value} onChange={(event) => setValue(event.target.value)} />
            )}
          </Field>
          <Button type="submit" busy={busy} disabled={!value}>
            {t("app.step_up_confirm")}
          </Button>
          {!byCode && (
            <Button variant="link" size="sm" onClick={() => void mail()}>
              {t("app.step_up_email")}
            </Button>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
