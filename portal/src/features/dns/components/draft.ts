import type { RecordBody, Zone } from "../api/zones";

/** All values of one name and type, as the API has them. */
export interface RecordSet {
  name: string;
  type: string;
  ttl: number;
  values: string[];
}

export interface DraftRow extends RecordSet {
  key: string;
  /** As it is published; null for what is new. */
  was: RecordSet | null;
  gone: boolean;
  /** Somebody else has changed it too, meanwhile. */
  clash?: boolean;
}

/** What is published, with what is meant to change. */
export interface Draft {
  /** The version that was read. */
  serial: number;
  rows: DraftRow[];
}

export type RowState = "same" | "added" | "changed" | "removed";

const defaultTtl = 3600;

export function setOf({ name, type, ttl, values }: RecordBody): RecordSet {
  return { name, type, ttl: ttl ?? defaultTtl, values: values ?? [] };
}

function rowOf(set: RecordSet): DraftRow {
  return { ...set, key: `${set.name} ${set.type}`, was: set, gone: false };
}

export function draftOf(zone: Pick<Zone, "serial" | "records">): Draft {
  return { serial: zone.serial, rows: (zone.records ?? []).map((record) => rowOf(setOf(record))) };
}

function isSame(a: RecordSet, b: RecordSet): boolean {
  return a.name === b.name && a.type === b.type && a.ttl === b.ttl && a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index]);
}

export function stateOf(row: DraftRow): RowState {
  if (!row.was) return "added";
  if (row.gone) return "removed";
  return isSame(row, row.was) ? "same" : "changed";
}

export function countChanges(draft: Draft): number {
  return draft.rows.filter((row) => stateOf(row) !== "same").length;
}

/** What the zone is to hold, in the order of the rows: an error names a record by its place in this list. */
export function wanted(draft: Draft): DraftRow[] {
  return draft.rows.filter((row) => !row.gone);
}

export function bodiesOf(rows: DraftRow[]): RecordBody[] {
  return rows.map(({ name, type, ttl, values }) => ({ name, type, ttl, values }));
}

export function addRow(draft: Draft, set: RecordSet, key: string): Draft {
  return { ...draft, rows: [{ ...set, key, was: null, gone: false }, ...draft.rows] };
}

export function putRow(draft: Draft, key: string, set: RecordSet): Draft {
  return { ...draft, rows: draft.rows.map((row) => (row.key === key ? { ...row, ...set, gone: false, clash: undefined } : row)) };
}

/** What is new goes for good; what is published is marked, and can be kept after all. */
export function removeRow(draft: Draft, key: string): Draft {
  return { ...draft, rows: draft.rows.flatMap((row) => (row.key !== key ? [row] : row.was ? [{ ...row, ...row.was, gone: true }] : [])) };
}

export function undoRow(draft: Draft, key: string): Draft {
  return { ...draft, rows: draft.rows.flatMap((row) => (row.key !== key ? [row] : row.was ? [{ ...row, ...row.was, gone: false, clash: undefined }] : [])) };
}

/** The same changes on top of a newer version; what somebody else has changed as well is marked. */
export function rebase(draft: Draft, zone: Pick<Zone, "serial" | "records">): Draft {
  const fresh = draftOf(zone);
  const mine = draft.rows.filter((row) => stateOf(row) !== "same");
  for (const row of mine) {
    const place = row.was ?? row;
    const at = fresh.rows.findIndex((one) => one.name === place.name && one.type === place.type);
    const there = fresh.rows[at];
    if (row.gone) {
      if (there) fresh.rows[at] = { ...there, gone: true, clash: row.was !== null && !isSame(there.was ?? there, row.was) };
    } else if (there) {
      fresh.rows[at] = { ...there, name: row.name, type: row.type, ttl: row.ttl, values: row.values, clash: !row.was || !isSame(there.was ?? there, row.was) };
    } else {
      // It is gone there, or it never was: here it is new.
      fresh.rows.unshift({ ...row, was: null, clash: row.was !== null });
    }
  }
  return fresh;
}

/** What makes other records of the published ones: an earlier version, taken up in the editor. */
export function draftTowards(zone: Pick<Zone, "serial" | "records">, records: RecordBody[]): Draft {
  const draft = draftOf(zone);
  const left = new Map(records.map((record) => [`${record.name} ${record.type}`, setOf(record)]));
  const rows = draft.rows.map((row) => {
    const set = left.get(row.key);
    left.delete(row.key);
    return set ? { ...row, ...set } : { ...row, gone: true };
  });
  return { ...draft, rows: [...[...left].map(([key, set]): DraftRow => ({ ...set, key, was: null, gone: false })), ...rows] };
}
