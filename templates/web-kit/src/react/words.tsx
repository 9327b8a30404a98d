import { LinkContext, type UiLinkProps } from "@hostler/ui/lib/link";
import { UiWordsContext, type UiWords } from "@hostler/ui/lib/ui-text";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";

import { useTranslation } from "./texts";

function RouterLink({ href, ...props }: UiLinkProps) {
  return <Link to={href} {...props} activeProps={{}} />;
}

/** Gives the controls their words and their links. */
export function Words({ children, links = RouterLink }: { children: ReactNode; links?: typeof RouterLink | "a" }) {
  const { t, i18n } = useTranslation("common");
  const language = i18n.language;
  const words = useMemo<UiWords>(
    () => ({
      locale: language,
      text: (key, values) => t(`ui.${key}`, values ?? {}),
      status: (state) => t(`status.${state}`, { defaultValue: state.replaceAll("_", " ") }),
    }),
    [t, language],
  );
  return (
    <LinkContext.Provider value={links}>
      <UiWordsContext.Provider value={words}>{children}</UiWordsContext.Provider>
    </LinkContext.Provider>
  );
}
