import type { FailureWords } from "@hostler/ui/query-boundary";
import { useCallback } from "react";

import { ApiError } from "../problem";

import { useFieldWords } from "./field-words";
import { useTranslation } from "./texts";

/** Turns an error into words of the reader's language: our own where we have them, else what the engine says. */
export function useExplain(): (error: unknown) => FailureWords {
  const { t, i18n } = useTranslation("common");
  const fieldWords = useFieldWords();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return { title: t("error.title"), detail: t("error.unknown") };
      const own = error.status === 429 ? t("error.rate_limited", { seconds: error.retryAfter ?? 60 }) : i18n.exists(`common:error.${error.code}`) ? t(`error.${error.code}`) : "";
      const byStatus = i18n.exists(`common:error.http_${error.status}`) ? t(`error.http_${error.status}`) : "";
      // Where no form stands around it, what is wrong is said here: the engine's sentence speaks of its own answer.
      const fields = error.errors.map(({ field, code, message }) => `${field}: ${fieldWords(code, message)}`).join("; ");
      const detail = own || fields || (error.status === 403 || error.status === 404 ? byStatus : "") || (error.status >= 500 ? t("error.unknown") : error.message);
      return { title: t("error.title"), detail, requestId: error.requestId };
    },
    [t, i18n, fieldWords],
  );
}
