import { CronExpressionParser } from "cron-parser";
import cronstrueModule from "cronstrue";

import { hindi } from "./hindi-cron";

// A CommonJS package: what bundles for the browser hands over its exports, what runs the tests its default.
const cronstrue = "default" in cronstrueModule ? (cronstrueModule.default as typeof cronstrueModule) : cronstrueModule;
cronstrue.locales.hi = hindi;

/** "At 00:30, every day"; null for what is no cron expression of five fields. */
export function cronWords(when: string, locale: string): string | null {
  if (when.trim().split(/\s+/).length !== 5) return null;
  try {
    return cronstrue.toString(when, { locale: locale === "hi" ? "hi" : "en", use24HourTimeFormat: true, verbose: true });
  } catch {
    return null;
  }
}

/** The next times after a moment, by the clock of a zone; none for what is no cron expression. */
export function nextTimes(when: string, zone: string, after: Date, count: number): Date[] {
  if (when.trim().split(/\s+/).length !== 5) return [];
  try {
    const expression = CronExpressionParser.parse(when, { tz: zone, currentDate: after });
    return Array.from({ length: count }, () => expression.next().toDate());
  } catch {
    return [];
  }
}

/**
 * The API says when a rule runs next, and not by which zone's clock. A zone in which it comes out so for every rule that is known
 * is as good as the shop's own: the viewer's first, then any other.
 */
export function zoneThatFits(known: { when: string; next: string }[], viewers: string): string | null {
  const fits = (zone: string) =>
    known.every(({ when, next }) => {
      const at = new Date(next).getTime();
      return nextTimes(when, zone, new Date(at - 1_000), 1)[0]?.getTime() === at;
    });
  if (known.length === 0) return null;
  if (fits(viewers)) return viewers;
  return Intl.supportedValuesOf("timeZone").find(fits) ?? null;
}
