// Every text that is asked for is there, in both languages; no text is there that nobody asks for.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { knownStates } from "@hostler/ui/lib/status";
import { uiTextKeys } from "@hostler/ui/lib/ui-text";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|testing/.test(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
}

function flat(texts: object, before = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) => (typeof value === "object" ? Object.entries(flat(value as object, `${before}${key}.`)) : [[before + key, String(value)]])),
  ) as Record<string, string>;
}

function textsIn(folder: string): Record<string, Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => [basename(name, ".json"), flat(JSON.parse(readFileSync(join(folder, name), "utf8")) as object)]),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;

interface Use {
  namespace: string;
  /** With * where a value is put in. */
  key: string;
  file: string;
}

/** What a file asks for: t("key"), t(`prefix.${value}`), and labelKey="key" of tables of keys marked by tx("ns", "key"). */
function usesOf(file: string): Use[] {
  const text = readFileSync(file, "utf8");
  const uses: Use[] = [];
  // Each component says its own namespace; the first of several is the default.
  const namespaces = [...text.matchAll(/useTranslation\(\s*\[?\s*"([\w-]+)"/g)].map((found) => ({ at: found.index, name: found[1] ?? "common" }));
  const pattern = /\bt\(\s*(?:[^"`()]*\?\s*)?("([^"]+)"|`([^`]+)`)(?:\s*:\s*("([^"]+)"|`([^`]+)`))?/g;
  for (const found of text.matchAll(pattern)) {
    const first = namespaces.findLast(({ at }) => at < found.index)?.name ?? "common";
    for (const said of [found[2] ?? found[3], found[5] ?? found[6]]) {
      if (!said) continue;
      const [namespace, key] = said.includes(":") ? (said.split(":", 2) as [string, string]) : [first, said];
      uses.push({ namespace, key: key.replaceAll(/\$\{[^}]*\}/g, "*"), file: file.slice(root.length + 1) });
    }
  }
  return uses;
}

function matcher(key: string) {
  return new RegExp(
    `^${key
      .split("*")
      .map((part) => part.replaceAll(/[.$?+()[\]{}|^\\]/g, "\\$&"))
      .join(".+")}$`,
  );
}

const kit = filesBelow(join(root, "templates/web-kit/src")).flatMap(usesOf);
const common = { en: textsIn(join(root, "templates/web-kit/src/locales/en")), hi: textsIn(join(root, "templates/web-kit/src/locales/hi")) };

describe.each(["portal", "admin"])("texts of %s", (app) => {
  const uses = [...filesBelow(join(root, app, "src")).flatMap(usesOf), ...kit];
  const texts = {
    en: { ...textsIn(join(root, app, "src/locales/en")), ...common.en },
    hi: { ...textsIn(join(root, app, "src/locales/hi")), ...common.hi },
  };

  it("are the same in English and Hindi", () => {
    for (const namespace of Object.keys(texts.en)) {
      const keys = (language: "en" | "hi") => [...new Set(Object.keys(texts[language][namespace] ?? {}).map((key) => key.replace(plural, "")))].sort();
      expect(keys("hi"), namespace).toEqual(keys("en"));
    }
    expect(Object.keys(texts.hi).sort()).toEqual(Object.keys(texts.en).sort());
  });

  it("put the same values in, in English and Hindi", () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
    for (const [namespace, keys] of Object.entries(texts.en))
      for (const [key, text] of Object.entries(keys)) {
        const other = texts.hi[namespace]?.[key];
        if (other !== undefined) expect(values(other), `${namespace}:${key}`).toEqual(values(text));
      }
  });

  it("are all there", () => {
    const missing = uses
      .filter(({ namespace }) => namespace !== "nav")
      .filter(({ namespace, key }) => {
        const wanted = matcher(key);
        return !Object.keys(texts.en[namespace] ?? {}).some((there) => wanted.test(there) || wanted.test(there.replace(plural, "")));
      })
      .map(({ namespace, key, file }) => `${file}: ${namespace}:${key}`);
    expect(missing).toEqual([]);
  });

  it("are all used", () => {
    const unused = Object.entries(texts.en)
      .filter(([namespace]) => namespace !== "common" && namespace !== "nav")
      .flatMap(([namespace, keys]) => {
        const wanted = uses.filter((use) => use.namespace === namespace).map((use) => matcher(use.key));
        return Object.keys(keys)
          .filter((key) => !wanted.some((one) => one.test(key) || one.test(key.replace(plural, ""))))
          .map((key) => `${namespace}:${key}`);
      });
    expect(unused).toEqual([]);
  });
});

describe("the kit's own texts", () => {
  it("have every word of the controls and of the states", () => {
    const keys = Object.keys(common.en.common ?? {}).map((key) => key.replace(plural, ""));
    for (const key of uiTextKeys) expect(keys, key).toContain(`ui.${key}`);
    for (const state of knownStates) expect(keys, state).toContain(`status.${state}`);
  });
});
