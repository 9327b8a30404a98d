import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useEffect, useState, type ComponentProps } from "react";

import { useTranslation } from "./texts";

export interface Captcha {
  required: boolean;
  provider: string;
  site_key?: string;
  challenge?: string;
}

/** Whether one is asked of this visitor, asked again after each attempt. */
export function useCaptcha(attempt: number): Captcha | null {
  const [captcha, setCaptcha] = useState<Captcha | null>(null);
  useEffect(() => {
    let gone = false;
    fetch(new URL("/api/auth/captcha", location.origin))
      .then((response) => (response.ok ? (response.json() as Promise<Captcha>) : null))
      .then(
        (next) => !gone && setCaptcha(next),
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [attempt]);
  return captcha;
}

/** The captcha where one is asked for; nothing else. */
export function CaptchaField({ captcha, error, ...props }: { captcha: Captcha | null; error?: string } & ComponentProps<"input">) {
  const { t } = useTranslation("common");
  if (!captcha?.required) return null;
  if (!captcha.challenge) {
    return (
      <p role="status" className="text-sm text-warning">
        {t("sign_in.captcha_foreign", { provider: captcha.provider })}
      </p>
    );
  }
  return (
    <Field label={t("sign_in.captcha")} help={<span className="font-mono">{captcha.challenge}</span>} error={error}>
      <Input autoComplete="off" spellCheck={false} {...props} />
    </Field>
  );
}
