import type { Money } from "@hostler/ui/lib/money";

import type { Used } from "../api/usage";

/** "2026-11" of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The month that many months before, as "2026-06". */
export function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = year * 12 + (number - 1) - count;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** The last months up to this one, the oldest first. */
export function monthsUpTo(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => monthBefore(month, count - 1 - index));
}

export function monthName(month: string, locale: string, length: "long" | "short" = "long"): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Intl.DateTimeFormat(locale === "hi" ? "hi-IN" : locale, { timeZone: "UTC", month: length, year: "numeric" }).format(Date.UTC(year, number - 1, 1));
}

export function isMonth(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** What a month cost in one currency, before tax. */
export function costOf(rows: Used[], month: string, currency: string): Money {
  const amount = rows.filter((row) => monthOf(row.period_start) === month && row.amount.currency === currency).reduce((sum, row) => sum + row.amount.amount, 0);
  return { amount, currency };
}

/** By service, the dearest first; each with its meters. */
export function byService(rows: Used[]): { id: string; title: string; rows: Used[] }[] {
  const groups = new Map<string, { id: string; title: string; rows: Used[] }>();
  for (const row of rows) {
    const group = groups.get(row.service_id) ?? { id: row.service_id, title: row.service, rows: [] };
    group.rows.push(row);
    groups.set(row.service_id, group);
  }
  const sum = (group: { rows: Used[] }) => group.rows.reduce((total, row) => total + row.amount.amount, 0);
  return [...groups.values()].sort((a, b) => sum(b) - sum(a));
}
