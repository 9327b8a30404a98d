// What the engine names (actions of staff, texts, rules and their settings) is called by words in admin, in both languages. The
// names are read where the engine has them.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { sentences, whyKey } from "../../admin/src/records/why-sentences";

const root = resolve(import.meta.dirname, "../..");

type Words = { [key: string]: string | Words };

function wordsOf(language: string, namespace: string): Words {
  return JSON.parse(readFileSync(join(root, "admin/src/locales", language, `${namespace}.json`), "utf8")) as Words;
}

function isSaid(words: Words, path: string[]): boolean {
  const found = path.reduce<string | Words | undefined>((at, key) => (typeof at === "object" ? at[key] : undefined), words);
  return typeof found === "string" && found !== "";
}

function sourcesBelow(folder: string, ends: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

/** "billing:MoveMoney" and its like, of every route that is open to staff. */
function staffActions(): string[] {
  const sources = ["modules", "core"].flatMap((folder) => sourcesBelow(folder, /\.(h|cpp)$/));
  const declared = new Map(sources.flatMap((text) => [...text.matchAll(/Permission (k\w+)\{\s*"([a-z]+:[A-Z]\w+)"/g)].map(([, constant = "", action = ""]) => [constant, action])));
  const asked = sources.flatMap((text) => [...text.matchAll(/Access::(?:staff|platform)\(\s*(k\w+)/g)].map(([, constant = ""]) => constant));
  return [...new Set(asked)].map((constant) => declared.get(constant) ?? constant).sort();
}

/** "mail/welcome" and its like: every text that ships. */
function texts(): [string, string][] {
  return ["mail", "sms", "invoice"].flatMap((kind) =>
    [...new Set(readdirSync(join(root, "templates", kind, "en")).map((file) => file.slice(0, file.indexOf("."))))].map((name): [string, string] => [kind, name]),
  );
}

/** Each shipped rule with the names of its settings. */
function rules(): [string, string[]][] {
  return sourcesBelow("scripts/rules", /\.lua$/).map((text) => {
    const [, name = ""] = /\bname\s*=\s*"(\w+)"/.exec(text) ?? [];
    const [, settings = ""] = /\bsettings = \{\n([\s\S]*?)\n {2}\},/.exec(text) ?? [];
    return [name, [...settings.matchAll(/^ {4}(\w+)\s*=/gm)].map(([, setting = ""]) => setting)];
  });
}

/** Why rules hold rows back or pass over them, and why the engine left one as it was, each as a whole sentence. */
function reasons(): string[] {
  const said = [
    ...sourcesBelow("scripts/rules", /\.lua$/).flatMap((text) => [...text.matchAll(/\breason = "([^"]+)"/g)]),
    ...sourcesBelow("modules/automation", /^rule_actions\.cpp$/).flatMap((text) => [...text.matchAll(/\bunchanged\(row, "([^"]+)"\)/g)]),
  ];
  return [...new Set(said.map(([, sentence = ""]) => sentence))];
}

describe.each(["en", "hi"])("in %s there are words", (language) => {
  it("for every action that a route asks of staff", () => {
    const words = wordsOf(language, "staff");
    const actions = staffActions();
    expect(actions.length).toBeGreaterThan(35);
    expect(actions.filter((action) => !isSaid(words, ["may", ...action.split(":")]))).toEqual([]);
  });

  it("for every text that ships, and for the pieces that texts share", () => {
    const words = wordsOf(language, "words");
    expect(texts().length).toBeGreaterThan(60);
    const without = texts().filter(([kind, name]) => !isSaid(words, name.startsWith("_") ? ["piece", name.slice(1)] : ["text", kind, name]));
    expect(without).toEqual([]);
  });

  it("for every reason that a rule or the engine gives", () => {
    const words = wordsOf(language, "words");
    expect(reasons().length).toBeGreaterThan(15);
    expect(reasons().filter((sentence) => !isSaid(words, ["why", whyKey(sentence)]))).toEqual([]);
  });

  it("for every shipped rule and each of its settings", () => {
    const words = wordsOf(language, "words");
    expect(rules().map(([name]) => name)).toContain("suspend_overdue");
    expect(rules().flatMap(([, settings]) => settings).length).toBeGreaterThan(10);
    const without = rules().flatMap(([name, settings]) => [
      ...(isSaid(words, ["rule", name]) ? [] : [name]),
      ...settings.filter((setting) => !isSaid(words, ["rule_setting", setting]) || !isSaid(words, ["rule_setting_of", name, setting])).map((setting) => `${name}.${setting}`),
    ]);
    expect(without).toEqual([]);
  });
});

it("puts into words of its own what the engine says of services that cost too much to be ended by a rule", () => {
  const source = readFileSync(join(root, "modules/automation/confirmed_end.cpp"), "utf8");
  const body = source.slice(source.indexOf("std::optional<Hold> whyConfirmEnd("), source.indexOf("std::optional<Hold> whyHeld("));
  // Hold{HoldCause::Cost, "it costs " + price->text() + " a month, …"}: what is no literal is an amount.
  const said = [...body.matchAll(/HoldCause::\w+, (".*?)\};\n/gs)].map(([, parts = ""]) =>
    parts
      .split(/\s*\+\s*/)
      .map((part) => /^"(.*)"$/s.exec(part)?.[1] ?? "499.00 INR")
      .join(""),
  );
  expect(said).toHaveLength(2);
  expect(said.filter((sentence) => !sentences.costs.test(sentence) && !sentences.noRate.test(sentence))).toEqual([]);
});

it("has words for why what may be evidence is not ended by itself", () => {
  const source = readFileSync(join(root, "modules/automation/confirmed_end.cpp"), "utf8");
  const said = [...source.slice(source.indexOf("std::optional<Hold> whyHeld(")).matchAll(/HoldCause::\w+,\s*"(.*?)"\}/g)].map(([, sentence = ""]) => sentence);
  expect(said).toHaveLength(3);
  for (const language of ["en", "hi"]) for (const sentence of said) expect(isSaid(wordsOf(language, "words"), ["why", whyKey(sentence)]), sentence).toBe(true);
});
