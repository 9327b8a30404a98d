import { useWords } from "@hostler/ui/lib/ui-text";
import { useCallback } from "react";

/** The reader's word for a code: "IN" is India, "hi" is Hindi. What is no such code stays as it is. */
function useNames(type: "region" | "language"): (code: string | undefined) => string {
  const { locale } = useWords();
  return useCallback(
    (code: string | undefined) => {
      if (!code) return "";
      try {
        return new Intl.DisplayNames([locale], { type }).of(code) ?? code;
      } catch {
        return code;
      }
    },
    [locale, type],
  );
}

export const useCountryName = () => useNames("region");
export const useLanguageName = () => useNames("language");
