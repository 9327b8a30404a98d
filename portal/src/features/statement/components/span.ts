import { civilText, daysBetween, parseCivil } from "@hostler/ui/lib/civil-date";

export interface Span {
  from: string;
  to: string;
}

const mostDays = 366;

/** The first day of a day's month. */
export function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The day before. */
function before(day: string): string {
  const date = parseCivil(day);
  if (!date) return day;
  const earlier = new Date(Date.UTC(date.year, date.month - 1, date.day - 1));
  return civilText({ year: earlier.getUTCFullYear(), month: earlier.getUTCMonth() + 1, day: earlier.getUTCDate() });
}

export function thisMonth(today: string): Span {
  return { from: monthStart(today), to: today };
}

export function lastMonth(today: string): Span {
  const to = before(monthStart(today));
  return { from: monthStart(to), to };
}

/** From the first of April, as India counts; elsewhere the calendar year. */
export function thisYear(today: string, country: string): Span {
  const year = Number(today.slice(0, 4));
  if (country !== "IN") return { from: `${year}-01-01`, to: today };
  return { from: `${today.slice(5) < "04-01" ? year - 1 : year}-04-01`, to: today };
}

/** What the address asks for, where it is a span that the engine answers. */
export function spanOf(from: string | undefined, to: string | undefined, today: string): Span {
  if (!from || !to || !parseCivil(from) || !parseCivil(to)) return thisMonth(today);
  const days = daysBetween(from, to);
  return days >= 0 && days <= mostDays ? { from, to } : thisMonth(today);
}

/** Why a span is not answered; null where it is. */
export function faultOf({ from, to }: Span): "order" | "long" | null {
  const days = daysBetween(from, to);
  if (Number.isNaN(days) || days < 0) return "order";
  return days > mostDays ? "long" : null;
}
