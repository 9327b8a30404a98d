import { Texts, type Book } from "./texts";

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

const kit: LocaleFiles = import.meta.glob("./locales/*/common.json");

/** Begins with the kit's own words in this language; a feature's namespace loads with its pages. `nav` holds what the menu is called. */
export async function createI18n(language: Language, files: LocaleFiles, nav: NavTexts | (() => Promise<NavTexts>)): Promise<Texts> {
  const texts = new Texts(language, async (lng, name) => {
    if (name === "nav") return ((typeof nav === "function" ? await nav() : nav)[lng] ?? {}) as Book;
    const load = name === "common" ? kit[`./locales/${lng}/common.json`] : files[`../locales/${lng}/${name}.json`];
    if (!load) throw new Error(`no ${lng}/${name}`);
    return ((await load()) as { default: Book }).default;
  });
  await texts.loadNamespaces(typeof nav === "function" ? ["common"] : ["common", "nav"]);
  document.documentElement.lang = language;
  texts.subscribe(() => {
    document.documentElement.lang = texts.language;
  });
  return texts;
}

/** Speaks it from now on, and at the next visit. Where its texts do not come nothing changes, and LanguageNotice says so. Never rejects. */
export async function chooseLanguage(i18n: Texts, language: Language) {
  if (await i18n.changeLanguage(language)) localStorage.setItem(kept, language);
}
