/** A day of the calendar, with no hour and no zone. */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Reads YYYY-MM-DD; null for what is no day, such as 2026-02-30. */
export function parseCivil(text: string): CivilDate | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const checked = new Date(Date.UTC(year, month - 1, day));
  return checked.getUTCMonth() === month - 1 && checked.getUTCDate() === day && month > 0 ? { year, month, day } : null;
}

export function civilText({ year, month, day }: CivilDate): string {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

/** Below zero where a is the earlier day. */
export function compareCivil(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function daysBetween(from: string, to: string): number {
  const [a, b] = [parseCivil(from), parseCivil(to)];
  if (!a || !b) return Number.NaN;
  return (Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000;
}

/** The day that it is now in a zone (the viewer's without one). */
export function todayIn(timeZone?: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
  return parts;
}

/** "31 January 2026" in the locale's way, whatever the viewer's zone. */
export function formatCivil(text: string, locale: string, month: "long" | "short" = "short"): string {
  const date = parseCivil(text);
  if (!date) return text;
  return new Intl.DateTimeFormat(regional(locale), {
    timeZone: "UTC",
    day: "numeric",
    month,
    year: "numeric",
  }).format(Date.UTC(date.year, date.month - 1, date.day));
}

/** An instant in the viewer's zone. */
export function formatInstant(instant: string, locale: string, timeZone?: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return new Intl.DateTimeFormat(regional(locale), { timeZone, dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** "in 3 days", "2 hours ago". */
export function formatRelative(instant: string, locale: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return format.format(Math.round(seconds), "second");
}

function regional(locale: string) {
  return locale === "en" ? "en-GB" : locale === "hi" ? "hi-IN" : locale;
}
