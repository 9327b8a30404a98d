import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** A book of the ledger in words: "tax:CGST" is "Tax CGST", "receivable" is "Receivables". */
export function useBookWords(): (book: string) => string {
  const { t } = useTranslation("documents");
  return useCallback(
    (book: string) => {
      const [name = "", of] = book.split(":");
      return t(`book_of.${name}`, { of: of ?? "", defaultValue: book }).trim();
    },
    [t],
  );
}
