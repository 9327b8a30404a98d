import { Button } from "@hostler/ui/button";
import { useEffect, useRef, useState } from "react";

import { useBrand } from "../brand";
import { loadCaptcha, needsOwnDocument, type Captcha, type CaptchaApi } from "../captcha-script";
import { currentTheme } from "../theme";
import { useTranslation } from "./texts";

interface CaptchaWidgetProps {
  captcha: Captcha;
  action: string;
  /** Another number, another try: what was solved before is used up. */
  round: number;
  /** The token; empty once it is none any more. */
  onToken: (token: string) => void;
  /** It cannot be shown here: what is sent goes without a token, and the engine decides. */
  onBroken: () => void;
}

/** The provider's own widget, which has a way for who cannot see. Loaded where one is asked for, and nowhere else. */
export default function CaptchaWidget({ captcha, action, round, onToken, onBroken }: CaptchaWidgetProps) {
  const { t } = useTranslation("common");
  const { email } = useBrand();
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<{ api: CaptchaApi; id: unknown; round: number } | null>(null);
  const heard = useRef({ round, onToken, onBroken });
  const [broken, setBroken] = useState(false);
  const [solvedIn, setSolvedIn] = useState<number | null>(null);
  const solved = solvedIn === round;

  useEffect(() => {
    heard.current = { round, onToken, onBroken };
  });

  const { provider, site_key, script, object, mode } = captcha;
  useEffect(() => {
    if (needsOwnDocument()) {
      location.reload();
      return;
    }
    let gone = false;
    const fail = () => {
      if (gone) return;
      setBroken(true);
      heard.current.onBroken();
    };
    const take = (token: string) => {
      if (gone) return;
      setSolvedIn(token === "" ? null : heard.current.round);
      heard.current.onToken(token);
    };
    loadCaptcha({ required: true, provider, script, object })
      .then((api) => {
        if (gone || mode === "score" || !place.current) return;
        // A place of its own each time: a provider does not draw twice into one.
        const own = document.createElement("div");
        place.current.replaceChildren(own);
        const id = api.render(own, {
          sitekey: site_key,
          action,
          theme: currentTheme(),
          callback: take,
          "expired-callback": () => take(""),
          "error-callback": fail,
        });
        shown.current = { api, id, round: heard.current.round };
      })
      .catch(fail);
    return () => {
      gone = true;
      const last = shown.current;
      shown.current = null;
      last?.api.remove?.(last.id);
    };
  }, [provider, site_key, script, object, mode, action]);

  useEffect(() => {
    const last = shown.current;
    if (!last || last.round === round) return;
    last.round = round;
    last.api.reset(last.id);
  }, [round]);

  if (broken)
    return (
      <div role="alert" className="flex flex-col items-start gap-2 text-sm text-warning">
        <p>{t("captcha.broken", { provider })}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="button" variant="secondary" size="sm" onClick={() => location.reload()}>
            {t("captcha.again")}
          </Button>
          {email && (
            <a href={`mailto:${email}`} className="text-primary underline underline-offset-4">
              {t("captcha.write", { email })}
            </a>
          )}
        </div>
      </div>
    );
  if (mode === "score") return <p className="text-xs text-muted-foreground">{t("captcha.judged", { provider })}</p>;
  return (
    <div role="group" aria-label={t("captcha.title")} className="flex flex-col gap-1">
      <span aria-hidden className="text-sm font-medium">
        {t("captcha.title")}
      </span>
      <div ref={place} className="min-h-16 overflow-x-auto" />
      <p role="status" className="sr-only">
        {solved ? t("captcha.solved") : ""}
      </p>
    </div>
  );
}
