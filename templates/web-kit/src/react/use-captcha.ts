import { useEffect, useState } from "react";

interface Captcha {
  required: boolean;
  provider: string;
  site_key?: string;
  challenge?: string;
}

/** Whether one is asked of this visitor, asked again after each failure. */
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
