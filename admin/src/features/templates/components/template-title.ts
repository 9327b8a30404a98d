import { useTranslation } from "react-i18next";

/** What a text is called: its own name in words where this application has none for it. */
export function useTemplateTitle() {
  const { t } = useTranslation("templates");
  return (kind: string, name: string) => {
    if (name.startsWith("_")) return t("piece", { name: name.slice(1).replaceAll("_", " ") });
    return t(`name.${kind}.${name}`, { defaultValue: name.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()) });
  };
}
