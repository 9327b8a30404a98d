/** Texts of one language and namespace, as its file has them: words by their key, in groups. */
export interface Book {
  readonly [key: string]: string | Book;
}
/** What is put into a text: `{{name}}`; `count` also chooses its plural; `defaultValue` is said where there is no such text. */
export type Values = Readonly<Record<string, unknown>>;
interface Needed {
  loading: Promise<void>;
  failed?: unknown;
}
export type T = (key: string, values?: Values) => string;

function find(book: Book | string | undefined, path: string): Book | string | undefined {
  if (typeof book !== "object") return undefined;
  if (Object.hasOwn(book, path)) return book[path];
  // A key may have dots of its own: "field.billing.due_days.title" with a group named "billing.due_days".
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    const found = Object.hasOwn(book, head) ? find(book[head], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The words of an application in the language that is chosen: loaded a namespace at a time, kept per language. "ns:key" names
 * another namespace than the one that `in` was asked for.
 */
export class Texts {
  language: string;
  /** What was asked for last: whoever asks again before it is there gets the later one. */
  #wish: string;
  /** The language that was chosen last and did not come. */
  missed: string | null = null;
  readonly #load: (language: string, name: string) => Promise<Book>;
  readonly #books = new Map<string, Book>();
  readonly #coming = new Map<string, Promise<void>>();
  readonly #needed = new Map<string, Needed>();
  readonly #listeners = new Set<() => void>();
  #speakers = new Map<string, T>();

  constructor(language: string, load: (language: string, name: string) => Promise<Book>) {
    this.language = language;
    this.#wish = language;
    this.#load = load;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  hasLoaded(names: readonly string[]): boolean {
    return names.every((name) => this.#books.has(`${this.language}/${name}`));
  }

  /** Loads what is not there yet. Rejects where a file does not come; the next call tries again. */
  async loadNamespaces(names: readonly string[], language = this.language): Promise<void> {
    await Promise.all(names.map((name) => this.#one(language, name)));
  }

  /** What a component that cannot speak yet throws: the loading that Suspense waits for, the same each time; once it has failed, why, for that is no reason to ask for ever. */
  missing(names: readonly string[]): unknown {
    const place = `${this.language}/${names.join()}`;
    const known = this.#needed.get(place);
    if (known) return known.failed ?? known.loading;
    const needed: Needed = { loading: this.loadNamespaces(names) };
    needed.loading.catch((error: unknown) => {
      needed.failed = error;
    });
    this.#needed.set(place, needed);
    return needed.loading;
  }

  /** Before another try: what did not come may be asked for again. */
  forgetFailures() {
    for (const [place, { failed }] of this.#needed) if (failed !== undefined) this.#needed.delete(place);
  }

  /**
   * Loads everything that is spoken here in the other language, and then speaks it. False where another one was chosen meanwhile, and where it did not come:
   * `missed` names it then. Never rejects.
   */
  async changeLanguage(language: string): Promise<boolean> {
    this.#wish = language;
    if (this.missed !== null) this.#tell(null);
    const names = new Set([...this.#books.keys()].map((place) => place.slice(place.indexOf("/") + 1)));
    try {
      await this.loadNamespaces([...names], language);
    } catch {
      if (this.#wish === language) this.#tell(language);
      return false;
    }
    if (this.#wish !== language) return false;
    this.language = language;
    this.#speakers = new Map();
    this.#tell(null);
    return true;
  }

  /** Nobody wants it any more. */
  forgetMissed() {
    this.#tell(null);
  }

  /** What speaks this namespace in the language of now; the same function until the language changes. */
  in(name: string): T {
    const speaks = this.#speakers.get(name) ?? ((key, values) => this.#say(name, key, values));
    this.#speakers.set(name, speaks);
    return speaks;
  }

  /** "ns:key" in the language of now. */
  exists(key: string): boolean {
    return this.#text("common", key) !== undefined;
  }

  #tell(missed: string | null) {
    this.missed = missed;
    for (const listener of this.#listeners) listener();
  }

  #one(language: string, name: string): Promise<void> {
    const place = `${language}/${name}`;
    if (this.#books.has(place)) return Promise.resolve();
    const coming =
      this.#coming.get(place) ??
      this.#load(language, name)
        .then((book) => void this.#books.set(place, book))
        .finally(() => this.#coming.delete(place));
    this.#coming.set(place, coming);
    return coming;
  }

  #text(name: string, key: string): string | undefined {
    const colon = key.indexOf(":");
    const [from, path] = colon < 0 ? [name, key] : [key.slice(0, colon), key.slice(colon + 1)];
    const found = find(this.#books.get(`${this.language}/${from}`), path);
    return typeof found === "string" ? found : undefined;
  }

  #say(name: string, key: string, values: Values = {}): string {
    const { count, defaultValue } = values;
    const plural = typeof count === "number" ? (this.#text(name, `${key}_${new Intl.PluralRules(this.language).select(count)}`) ?? this.#text(name, `${key}_other`)) : undefined;
    const text = plural ?? this.#text(name, key) ?? (typeof defaultValue === "string" ? defaultValue : key);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, value: string) => {
      const put = values[value];
      return put === undefined || put === null ? "" : String(put as string | number);
    });
  }
}
