import { civilText, parseCivil } from "@hostler/ui/lib/civil-date";

import { kinds, type Entry, type Kind } from "../api/calendar";

export interface Day {
  date: string;
  entries: Entry[];
}

/** The day so many days later, in the calendar alone. */
export function plusDays(date: string, days: number): string {
  const { year, month, day } = parseCivil(date) ?? { year: 2026, month: 1, day: 1 };
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return civilText({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() });
}

/** Days on which anything happens, in their order. */
export function daysOf(entries: Entry[]): Day[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) days.set(entry.date, [...(days.get(entry.date) ?? []), entry]);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, of]) => ({ date, entries: of }));
}

export function countsOf(entries: Entry[]): [Kind, number][] {
  return kinds.map((kind): [Kind, number] => [kind, entries.filter((entry) => entry.kind === kind).length]).filter(([, count]) => count > 0);
}
