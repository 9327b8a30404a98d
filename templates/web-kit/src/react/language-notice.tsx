import { useSyncExternalStore } from "react";

import { chooseLanguage, isLanguage, languages } from "../i18n";

import { useTranslation } from "./texts";

/** Across the top where a language was chosen and its texts did not come. It stands on nothing that loads later: the network may be gone. */
export function LanguageNotice() {
  const { t, i18n } = useTranslation("common");
  const missed = useSyncExternalStore(i18n.subscribe, () => i18n.missed);
  if (!isLanguage(missed)) return null;
  const button = "min-h-8 cursor-pointer rounded-sm underline underline-offset-4";
  return (
    <div
      role="alert"
      className="sticky top-0 z-50 flex flex-wrap items-center justify-center gap-x-4 border-b border-destructive/30 bg-background px-4 py-2 text-sm text-destructive"
    >
      <span>{t("ui.language_failed", { language: languages[missed] })}</span>
      <button type="button" className={button} onClick={() => void chooseLanguage(i18n, missed)}>
        {t("ui.retry")}
      </button>
      <button type="button" className={button} onClick={() => i18n.forgetMissed()}>
        {t("ui.close")}
      </button>
    </div>
  );
}
