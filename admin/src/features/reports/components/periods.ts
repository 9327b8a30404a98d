import { civilText, parseCivil, todayIn } from "@hostler/ui/lib/civil-date";

import type { Range } from "../api/reports";

export const presets = ["this_month", "last_month", "this_quarter", "last_quarter", "this_fiscal", "last_12"] as const;
export type Preset = (typeof presets)[number];

/** The first day of a month, months counted on from it. */
function monthStart(year: number, month: number): string {
  const at = new Date(Date.UTC(year, month - 1, 1));
  return civilText({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: 1 });
}

function monthEnd(year: number, month: number): string {
  const at = new Date(Date.UTC(year, month, 0));
  return civilText({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() });
}

/** The days of a well-known range. The fiscal year begins in April, as Indian books have it. */
export function rangeOf(preset: Preset, today = todayIn()): Required<Range> {
  const { year, month } = parseCivil(today) ?? { year: 2026, month: 1 };
  const quarter = month - ((month - 1) % 3);
  switch (preset) {
    case "this_month":
      return { from: monthStart(year, month), to: today };
    case "last_month":
      return { from: monthStart(year, month - 1), to: monthEnd(year, month - 1) };
    case "this_quarter":
      return { from: monthStart(year, quarter), to: today };
    case "last_quarter":
      return { from: monthStart(year, quarter - 3), to: monthEnd(year, quarter - 1) };
    case "this_fiscal":
      return { from: monthStart(month >= 4 ? year : year - 1, 4), to: today };
    case "last_12":
      return { from: monthStart(year, month - 11), to: today };
  }
}

/** Which of them a range is, if any. */
export function presetOf(range: Range, today = todayIn()): Preset | undefined {
  return presets.find((preset) => {
    const one = rangeOf(preset, today);
    return one.from === range.from && one.to === range.to;
  });
}
