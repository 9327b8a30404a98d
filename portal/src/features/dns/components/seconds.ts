const units = [
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** "1 hour", "90 seconds": in the largest unit that fits whole. */
export function formatSeconds(seconds: number, locale: string): string {
  const [unit, length] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? (["second", 1] as const);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(seconds / length);
}

export const usualTtls = [60, 300, 900, 3600, 14_400, 43_200, 86_400, 604_800];
