import i18next, { type i18n as I18n } from "i18next";
import { initReactI18next } from "react-i18next";

import commonEn from "./locales/en/common.json";

export const languages = { en: "English", hi: "हिन्दी" } as const;
export type Language = keyof typeof languages;

const kept = "hostler.language";

/** Loaders by their path, as import.meta.glob("../locales/*\/*.json") gives them. */
export type LocaleFiles = Record<string, () => Promise<unknown>>;

export function isLanguage(text: string | null | undefined): text is Language {
  return text === "en" || text === "hi";
}

/** What was chosen here, else what the brand speaks. */
export function firstLanguage(brandLocale: string): Language {
  const stored = localStorage.getItem(kept);
  if (isLanguage(stored)) return stored;
  const brand = brandLocale.slice(0, 2);
  return isLanguage(brand) ? brand : "en";
}

type NavTexts = Record<string, Record<string, unknown>>;

/** Begins with the kit's own words; a feature's namespace loads with its pages. `nav` holds what the menu is called. */
export async function createI18n(language: Language, files: LocaleFiles, nav: NavTexts | (() => Promise<NavTexts>)): Promise<I18n> {
  const instance = i18next.createInstance();
  const loaderOf = (lng: string, ns: string): (() => Promise<unknown>) | undefined => {
    if (ns === "nav") return async () => ({ default: (typeof nav === "function" ? await nav() : nav)[lng] ?? {} });
    if (ns === "common") return lng === "hi" ? () => import("./locales/hi/common.json") : () => Promise.resolve({ default: commonEn });
    return files[`../locales/${lng}/${ns}.json`];
  };
  await instance
    .use({
      type: "backend" as const,
      read(lng: string, ns: string, done: (error: unknown, data: unknown) => void) {
        const load = loaderOf(lng, ns);
        if (!load) return done(new Error(`no ${lng}/${ns}`), null);
        load().then(
          (module) => done(null, (module as { default: unknown }).default),
          (error: unknown) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: "en",
      ns: typeof nav === "function" ? ["common"] : ["common", "nav"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    });
  document.documentElement.lang = language;
  instance.on("languageChanged", (next) => {
    document.documentElement.lang = next;
  });
  return instance;
}

export async function chooseLanguage(i18n: I18n, language: Language) {
  localStorage.setItem(kept, language);
  await i18n.changeLanguage(language);
}
