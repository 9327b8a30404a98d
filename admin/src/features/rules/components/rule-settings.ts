import type { FieldSchema } from "@hostler/ui/lib/schema";

import type { Rule } from "../../../automation/rules";

/** A rule's settings as a form: their kinds follow from what is shipped, their words from the comments of its source. */
export function settingsSchema(rule: Rule, shipped: (value: string) => string): FieldSchema {
  const comments = commentsIn(rule.source ?? "");
  const properties = Object.entries(rule.defaults ?? {}).map(([name, value]) => {
    const said = [comments[name], shipped(Array.isArray(value) ? value.join(", ") : String(value))].filter(Boolean).join(". ");
    return [name, { ...kindOf(value), title: name.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase()), description: said }] as const;
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
