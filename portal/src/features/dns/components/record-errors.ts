import { ApiError } from "@hostler/web-kit/problem";

import type { DraftRow } from "./draft";

export interface Fault {
  code: string;
  message: string;
}

/** By the field within the record: "name", "type", "ttl", "values", "values[0]"; "" for the record as a whole. */
export type RowFaults = Record<string, Fault>;

export interface ZoneFaults {
  rows: Map<string, RowFaults>;
  /** What belongs to no record of the draft. */
  whole: Fault[];
}

export const noFaults: ZoneFaults = { rows: new Map(), whole: [] };

/** "records[2].values[0]" is the first value of the third record that was sent. Null for what is no verdict on records. */
export function faultsIn(error: unknown, sent: DraftRow[]): ZoneFaults | null {
  if (!(error instanceof ApiError) || error.status !== 422) return null;
  const faults: ZoneFaults = { rows: new Map(), whole: [] };
  for (const { field, code, message } of error.errors) {
    const found = /^records\[(\d+)\]\.?(.*)$/.exec(field);
    const row = found && sent[Number(found[1])];
    if (!found || !row) {
      faults.whole.push({ code, message });
      continue;
    }
    const mine = faults.rows.get(row.key) ?? {};
    mine[found[2] ?? ""] ??= { code, message };
    faults.rows.set(row.key, mine);
  }
  return faults;
}
