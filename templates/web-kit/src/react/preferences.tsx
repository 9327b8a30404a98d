import { Button } from "@hostler/ui/button";
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@hostler/ui/dropdown-menu";
import { Languages, Monitor, Moon, Sun } from "lucide-react";

import { chooseLanguage, languages, type Language } from "../i18n";
import { chooseTheme, themeChoice, useTheme, type ThemeChoice } from "../theme";

import { useTranslation } from "./texts";

export function ThemeMenu() {
  const { t } = useTranslation("common");
  const theme = useTheme();
  const choices: [ThemeChoice, string, typeof Sun][] = [
    ["system", t("ui.system"), Monitor],
    ["light", t("ui.light"), Sun],
    ["dark", t("ui.dark"), Moon],
  ];
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("ui.theme")}>
          {theme === "dark" ? <Moon aria-hidden /> : <Sun aria-hidden />}
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>{t("ui.theme")}</MenuLabel>
        <MenuRadioGroup value={themeChoice()} onValueChange={(choice) => chooseTheme(choice as ThemeChoice)}>
          {choices.map(([choice, label, Icon]) => (
            <MenuRadioItem key={choice} value={choice}>
              <Icon aria-hidden />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}

export function LanguageMenu() {
  const { t, i18n } = useTranslation("common");
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("ui.language")}>
          <Languages aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuRadioGroup value={i18n.language} onValueChange={(next) => void chooseLanguage(i18n, next as Language)}>
          {Object.entries(languages).map(([code, name]) => (
            <MenuRadioItem key={code} value={code} lang={code}>
              {name}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
