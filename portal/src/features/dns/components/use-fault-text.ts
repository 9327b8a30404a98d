import { useTranslation } from "@hostler/web-kit/react/texts";
import { useCallback } from "react";

import type { Fault } from "./record-errors";

/** A fault in the reader's language, else in the engine's words. */
export function useFaultText() {
  const { t } = useTranslation("dns");
  return useCallback((fault: Fault | undefined) => (fault ? t(`fault.${fault.code}`, { defaultValue: fault.message }) : undefined), [t]);
}
