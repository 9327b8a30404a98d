import { useState } from "react";

import { putRecords } from "../api/edit-zone";
import type { RecordBody, Zone } from "../api/zones";

import { addRow, bodiesOf, draftTowards, putRow, rebase, removeRow, undoRow, wanted, type Draft, type DraftRow, type RecordSet } from "./draft";
import { newValue } from "./record-parts";
import { faultsIn, noFaults, type ZoneFaults } from "./record-errors";
import { useDraft } from "./use-draft";

/** "www" for "WWW", "www.acme.example" and "www.acme.example." in acme.example; "@" for the zone itself. */
function shortName(name: string, zone: Zone): string {
  const plain = name.trim().toLowerCase().replace(/\.$/, "");
  for (const whole of [zone.name, zone.unicode]) {
    if (plain === whole) return "@";
    if (plain.endsWith(`.${whole}`)) return plain.slice(0, -whole.length - 1);
  }
  return plain || "@";
}

/** All that happens in the editor before it is published: rows opened, written, judged by the engine, taken back. */
export function useEditor(zone: Zone) {
  const { draft, dirty, restored, change } = useDraft(zone);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [faults, setFaults] = useState<ZoneFaults>(noFaults);
  const [checking, setChecking] = useState<string | null>(null);
  /** Begun, and not a change until it is written. */
  const [fresh, setFresh] = useState<DraftRow[]>([]);
  const toggle = (key: string, on: boolean) =>
    setOpen((now) => {
      const next = new Set(now);
      if (on) next.add(key);
      else next.delete(key);
      return next;
    });
  /** What the engine says of a draft; what it can't say now is said when it is published. */
  const judge = async (next: Draft): Promise<ZoneFaults> => {
    const sent = wanted(next);
    try {
      await putRecords(zone.id, { scope: "zone", serial: next.serial, records: bodiesOf(sent), preview: true });
      return noFaults;
    } catch (error) {
      return faultsIn(error, sent) ?? noFaults;
    }
  };
  /** Answers the row that holds the record now. */
  const save = async (key: string, set: RecordSet): Promise<string> => {
    const named = { ...set, name: set.name.trim() || "@", values: set.values.map((value) => value.trim()).filter(Boolean) };
    const row = draft.rows.find((one) => one.key === key);
    const twin = draft.rows.find((one) => one.key !== key && !one.gone && one.type === set.type && shortName(one.name, zone) === shortName(named.name, zone));
    // All values of one name and type are one record: what is new joins what is there.
    const joined = row?.was ? undefined : twin;
    const place = joined?.key ?? key;
    const rest = row && joined ? removeRow(draft, key) : draft;
    const next = joined
      ? putRow(rest, place, { ...joined, values: [...new Set([...joined.values, ...named.values])] })
      : row
        ? putRow(draft, key, named)
        : addRow(draft, named, key);
    change(next);
    setFresh((now) => now.filter((one) => one.key !== key));
    if (joined) toggle(key, false);
    else toggle(key, true);
    setChecking(place);
    const found = await judge(next);
    setFaults(found);
    setChecking(null);
    toggle(place, found.rows.has(place));
    return place;
  };
  const dismiss = (key: string) => {
    setFaults((now) => {
      const rows = new Map(now.rows);
      rows.delete(key);
      return { ...now, rows };
    });
    toggle(key, false);
  };
  return {
    draft,
    dirty,
    restored,
    fresh,
    open,
    faults,
    checking,
    /** Somebody has published since the changes were begun. */
    behind: dirty && draft.serial !== zone.serial,
    edit: (key: string) => toggle(key, true),
    save,
    add: (type: string) => {
      const row: DraftRow = { name: "", type, ttl: 3600, values: [newValue(type)], key: `new ${crypto.randomUUID()}`, was: null, gone: false };
      setFresh((now) => [row, ...now]);
    },
    cancel: (key: string) => {
      setFresh((now) => now.filter((one) => one.key !== key));
      toggle(key, false);
    },
    remove: (key: string) => {
      change(removeRow(draft, key));
      dismiss(key);
    },
    undo: (key: string) => {
      change(undoRow(draft, key));
      dismiss(key);
    },
    discard: () => {
      change(null);
      setFaults(noFaults);
      setOpen(new Set());
      setFresh([]);
    },
    rebase: () => change(rebase(draft, zone)),
    takeUp: (records: RecordBody[]) => change(draftTowards(zone, records)),
    /** A verdict that came when everything was sent. */
    refuse: (error: unknown): boolean => {
      const found = faultsIn(error, wanted(draft));
      if (!found) return false;
      setFaults(found);
      setOpen((now) => new Set([...now, ...found.rows.keys()]));
      return true;
    },
  };
}
export type Editor = ReturnType<typeof useEditor>;
