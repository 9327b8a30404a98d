import { lazy, Suspense, useEffect, useRef, useState } from "react";

import type { Captcha } from "../captcha-script";
import { ApiError, isUnsettled } from "../problem";
import { useTranslation } from "./texts";

// The widget and what loads it come with the first captcha that is asked for.
const CaptchaWidget = lazy(() => import("./captcha-widget"));

export type CaptchaUse = "login" | "register" | "recover" | "contact";

/** What goes into the body of what is sent. */
export type Solved = { captcha?: string };

export interface AskedCaptcha {
  /** What goes along: nothing where none is asked, or where it cannot be shown; null while it is still to be solved. */
  solve: () => Promise<Solved | null>;
  /**
   * After each attempt, with what it failed for: tokens count once, and whether one is asked may have changed. Where nobody knows what became of it, the token
   * stays, so that the next attempt is the same request. True where the captcha was what was wrong: that is said beside it.
   */
  again: (error?: unknown) => boolean;
  /** For CaptchaField alone. */
  field: {
    asked: Captcha | null;
    use: CaptchaUse;
    round: number;
    said: string;
    onToken: (token: string) => void;
    onBroken: () => void;
  };
}

/** The captcha of a form, where the engine asks this visitor for one. */
export function useCaptcha(use: CaptchaUse): AskedCaptcha {
  const { t } = useTranslation("common");
  const [round, setRound] = useState(0);
  const [asked, setAsked] = useState<Captcha | null>(null);
  const [wrong, setWrong] = useState<"required" | "failed" | "without" | null>(null);
  // What is solved; whether the widget cannot be shown; whether what was sent last went without what is asked for.
  const standing = useRef({ token: "", broken: false, without: false });
  useEffect(() => {
    let gone = false;
    fetch(new URL(`/api/auth/captcha?for=${use}`, location.origin))
      .then((response) => (response.ok ? (response.json() as Promise<Captcha>) : null))
      .then(
        (next) => !gone && setAsked(next),
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [use, round]);

  const solve = async (): Promise<Solved | null> => {
    const now = standing.current;
    setWrong(null);
    now.without = Boolean(asked?.required) && now.broken;
    if (!asked?.required || now.broken) return {};
    if (asked.mode === "score") {
      try {
        const { executeCaptcha } = await import("../captcha-script");
        now.token ||= await executeCaptcha(asked, use);
      } catch {
        // The engine decides what it does with one that has none.
      }
      now.without = now.token === "";
      if (now.without) return {};
    }
    if (now.token === "") setWrong("required");
    return now.token === "" ? null : { captcha: now.token };
  };
  const again = (error?: unknown) => {
    if (isUnsettled(error)) return false;
    const refused = error instanceof ApiError ? error.errors.find(({ field }) => field === "captcha") : undefined;
    standing.current.token = "";
    setWrong(!refused ? null : refused.code === "captcha_failed" ? "failed" : standing.current.without ? "without" : "required");
    setRound((count) => count + 1);
    return refused !== undefined;
  };
  const onToken = (token: string) => {
    standing.current.token = token;
    if (token) setWrong(null);
  };
  const onBroken = () => {
    standing.current.broken = true;
  };
  // Who has nothing to solve is not told to.
  const required = asked?.mode === "score" ? t("captcha.by_itself") : t("field.captcha_required");
  const said = wrong === null ? "" : { required, failed: t("field.captcha_failed"), without: t("captcha.without") }[wrong];
  return { solve, again, field: { asked, use, round, said, onToken, onBroken } };
}

/** The captcha where one is asked for, and what was wrong with it; nothing else. */
export function CaptchaField({ captcha }: { captcha: AskedCaptcha }) {
  const { asked, use, round, said, onToken, onBroken } = captcha.field;
  const wrong = said ? (
    <p role="alert" className="text-sm text-destructive">
      {said}
    </p>
  ) : null;
  if (!asked?.required) return wrong;
  return (
    <div className="flex flex-col gap-1">
      <Suspense fallback={<div className="min-h-16" />}>
        <CaptchaWidget captcha={asked} action={use} round={round} onToken={onToken} onBroken={onBroken} />
      </Suspense>
      {wrong}
    </div>
  );
}
