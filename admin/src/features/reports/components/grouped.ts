import type { Money } from "@hostler/ui/lib/money";

import type { ReportRow } from "../api/reports";

export const groups = ["month", "quarter", "year"] as const;
export type Group = (typeof groups)[number];

function nameOf(month: string, group: Group): string {
  const [year = "", number = "1"] = month.split("-");
  if (group === "year") return year;
  if (group === "quarter") return `${year} Q${Math.ceil(Number(number) / 3)}`;
  return month;
}

function isMoney(value: unknown): value is Money {
  return typeof value === "object" && value !== null && "amount" in value;
}

/** Rows by month put together to longer times, each currency by itself; whole minor units are added. */
export function groupRows(rows: ReportRow[], group: Group): ReportRow[] {
  if (group === "month") return rows;
  const sums = new Map<string, ReportRow>();
  for (const row of rows) {
    const name = nameOf(String(row.month), group);
    const key = `${name} ${String(row.currency)}`;
    const sum = sums.get(key);
    if (!sum) {
      sums.set(key, { ...row, month: name });
      continue;
    }
    sum.to = row.to;
    for (const [column, value] of Object.entries(row)) {
      const before = sum[column];
      if (isMoney(value) && isMoney(before)) sum[column] = { ...before, amount: before.amount + value.amount };
    }
  }
  return [...sums.values()];
}
