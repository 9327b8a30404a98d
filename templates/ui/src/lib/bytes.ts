const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** "3.5 GB". Memory and disks of machines count by 1024, traffic and files by 1000. */
export function formatBytes(bytes: number, locale: string, step: 1000 | 1024 = 1000): string {
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(step) + 1e-9)));
  return new Intl.NumberFormat(locale, { style: "unit", unit: units[at], maximumFractionDigits: at > 1 ? 1 : 0 }).format(bytes / step ** at);
}
