import { useTranslation } from "@hostler/web-kit/react/texts";
import { useCallback } from "react";

import { usePluginName } from "../plugins/plugin-name";

/** A book of the ledger in words: "tax:CGST" is "Tax CGST", "receivable" is "Receivables"; a gateway's goes by its plugin's title. */
export function useBookWords(): (book: string) => string {
  const { t } = useTranslation("documents");
  const nameOf = usePluginName();
  return useCallback(
    (book: string) => {
      const [name = "", of = ""] = book.split(":");
      return t(`book_of.${name}`, { of: name === "gateway" ? nameOf(of) : of, defaultValue: book }).trim();
    },
    [t, nameOf],
  );
}
