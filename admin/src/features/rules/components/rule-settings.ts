import type { FieldSchema } from "@hostler/ui/lib/schema";

import type { Rule } from "../../../automation/rules";

/** What a setting is called, and what it is for; "" where nobody has said it. */
export interface SettingWords {
  title: (setting: string) => string;
  help: (setting: string) => string;
  shipped: (value: string) => string;
}

/** A rule's settings as a form: their kinds follow from what is shipped, their words from the reader's language, else from the comments of its source. */
export function settingsSchema(rule: Rule, { title, help, shipped }: SettingWords): FieldSchema {
  const comments = commentsIn(rule.source ?? "");
  const properties = Object.entries(rule.defaults ?? {}).map(([name, value]) => {
    // Whoever has written a version of their own has said there what its settings are.
    const meaning = rule.own ? (comments[name] ?? help(name)) : help(name) || comments[name];
    const said = [meaning, shipped(Array.isArray(value) ? value.join(", ") : String(value))].filter(Boolean).join(". ");
    return [name, { ...kindOf(value), title: title(name) || name.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()), description: said }] as const;
  });
  return { type: "object", required: properties.filter(([, field]) => field.type !== "string").map(([name]) => name), properties: Object.fromEntries(properties) };
}

function kindOf(value: unknown): FieldSchema {
  if (typeof value === "boolean") return { type: "boolean" };
  if (typeof value === "number") return { type: "integer" };
  if (Array.isArray(value)) return { type: "array", maxItems: 20, items: { type: "integer" } };
  return { type: "string", maxLength: 1000 };
}

/** "grace_days = 3,   -- suspended on this day" tells what grace_days is. */
export function commentsIn(source: string): Record<string, string> {
  return Object.fromEntries([...source.matchAll(/^\s*(\w+)\s*=[^\n]*?--\s*(\S[^\n]*)$/gm)].map(([, name = "", words = ""]) => [name, words.trim()]));
}

/** What was changed, as the API takes it: null is as shipped, and so is a text that was emptied where an empty one is shipped. */
export function changedSettings(rule: Rule, value: Record<string, unknown>): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [name, shipped] of Object.entries(rule.defaults ?? {})) {
    const next = value[name] ?? (typeof shipped === "string" ? "" : null);
    if (JSON.stringify(next) === JSON.stringify(rule.settings?.[name])) continue;
    changed[name] = JSON.stringify(next) === JSON.stringify(shipped) ? null : next;
  }
  return changed;
}
