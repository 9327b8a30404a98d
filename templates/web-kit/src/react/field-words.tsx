import { useCallback } from "react";

import { useTranslation } from "./texts";

/** What is wrong with a field, in the reader's language. The engine says it in English and more exactly, so English readers get its words. */
export function useFieldWords(): (code: string, message: string) => string {
  const { t, i18n } = useTranslation("common");
  return useCallback((code: string, message: string) => (i18n.language !== "en" && i18n.exists(`common:field.${code}`) ? t(`field.${code}`) : message), [t, i18n]);
}
