import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Fault } from "./record-errors";

/** A fault in the reader's language, else in the engine's words. */
export function useFaultText() {
  const { t } = useTranslation("dns");
  return useCallback((fault: Fault | undefined) => (fault ? t(`fault.${fault.code}`, { defaultValue: fault.message }) : undefined), [t]);
}
