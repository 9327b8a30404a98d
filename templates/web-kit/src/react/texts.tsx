import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";

import type { T, Texts } from "../texts";

const TextsContext = createContext<Texts | null>(null);

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}

/** The words of a namespace, of the first where several are named: they are all there before the component is shown, and it is shown anew when the language changes. */
export function useTranslation(names: string | readonly string[] = "common"): { t: T; i18n: Texts } {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error("useTranslation needs <TextsProvider> above it");
  useSyncExternalStore(texts.subscribe, () => texts.language);
  const all = typeof names === "string" ? [names] : names;
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  if (!texts.hasLoaded(all)) throw texts.missing(all);
  return { t: texts.in(all[0] ?? "common"), i18n: texts };
}
