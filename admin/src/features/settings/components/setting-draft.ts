import { contrastOf, readableOn, rgbOf } from "@hostler/ui/lib/contrast";

import type { Settings } from "../api/settings";

export type SettingKind = "whole" | "flag" | "text" | "long" | "days" | "colour" | "choice" | "month";

const long = new Set(["invoice.notes", "invoice.bank_details", "mail.footer"]);

/** The lightest ground that words are read on in a colour, or that it is read beside: paper, and the page by day. */
const grounds: Record<string, string> = { "invoice.colour": "#ffffff", "brand.primary": "#f9fafb" };

/** What a setting may be, where that is a list; the last part of its name is the labels'. */
export const choices: Record<string, readonly string[]> = {
  "tax.regime": ["gst", "composition", "table", "none"],
  "tax.vat_pending": ["charge", "reverse_charge"],
  "captcha.when_down": ["limit", "refuse"],
  "renewal.after_suspension": ["keep", "restart"],
  "termination.open_invoices": ["credit", "keep"],
};

/** How it is edited: what it is now tells, but for a few that are more than a text. */
export function kindOf(name: string, value: unknown): SettingKind {
  if (name in grounds) return "colour";
  if (name in choices) return "choice";
  if (name === "invoice.fiscal_year_first_month") return "month";
  if (typeof value === "number") return "whole";
  if (typeof value === "boolean") return "flag";
  if (Array.isArray(value)) return "days";
  return long.has(name) ? "long" : "text";
}

/** As it is typed. */
export function typedOf(value: unknown): string {
  return Array.isArray(value)
    ? value.join(", ")
    : value === null || value === undefined
      ? ""
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value as string | number | boolean);
}

export type Broken = { why: "whole" | "days" } | { why: "contrast"; nearest: string } | { why: "colour" };

/** What was typed as the API takes it, or why it can't be. */
export function readSetting(name: string, stored: unknown, typed: string): { value: unknown; broken?: Broken } {
  const kind = kindOf(name, stored);
  if (kind === "flag") return { value: typed === "true" };
  if (kind === "whole" || kind === "month") return /^\d{1,9}$/.test(typed.trim()) ? { value: Number(typed) } : { value: stored, broken: { why: "whole" } };
  if (kind === "days") {
    const parts = typed.split(/[\s,]+/).filter(Boolean);
    return parts.every((part) => /^-?\d{1,4}$/.test(part)) ? { value: parts.map(Number) } : { value: stored, broken: { why: "days" } };
  }
  if (kind === "colour" && typed.trim() !== "") {
    const colour = typed.trim().toLowerCase();
    if (!rgbOf(colour)) return { value: stored, broken: { why: "colour" } };
    // It is the ground of white words, and the colour of words on white.
    const ground = grounds[name] ?? "#ffffff";
    if (contrastOf(colour, ground) < 4.5) return { value: stored, broken: { why: "contrast", nearest: readableOn(colour, ground) } };
    return { value: colour };
  }
  return { value: typed };
}

/** Those that were typed anew and differ from what is stored. */
export function changedOf(settings: Settings, typed: Record<string, string>): { changed: Settings; broken: Record<string, Broken> } {
  const changed: Settings = {};
  const broken: Record<string, Broken> = {};
  for (const [name, text] of Object.entries(typed)) {
    const read = readSetting(name, settings[name], text);
    if (read.broken) broken[name] = read.broken;
    else if (JSON.stringify(read.value) !== JSON.stringify(settings[name])) changed[name] = read.value;
  }
  return { changed, broken };
}
