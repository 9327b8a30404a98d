import { Button } from "@hostler/ui/button";
import { chooseLanguage, languages, type Language } from "@hostler/web-kit/i18n";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { chooseTheme, useTheme } from "@hostler/web-kit/theme";
import { Moon, Sun } from "lucide-react";

/** The other of the two themes. */
export function ThemeSwitch() {
  const { t } = useTranslation("common");
  const theme = useTheme();
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={`${t("ui.theme")}: ${theme === "dark" ? t("ui.light") : t("ui.dark")}`}
      onClick={() => chooseTheme(theme === "dark" ? "light" : "dark")}
    >
      {theme === "dark" ? <Moon aria-hidden /> : <Sun aria-hidden />}
    </Button>
  );
}

/** The other of the two languages, by its own name. */
export function LanguageSwitch() {
  const { i18n } = useTranslation("common");
  const other = (Object.keys(languages) as Language[]).find((language) => language !== i18n.language) ?? "en";
  return (
    <Button variant="ghost" className="px-2" lang={other} onClick={() => void chooseLanguage(i18n, other)}>
      {languages[other]}
    </Button>
  );
}
