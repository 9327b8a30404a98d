import { useMemo, useState } from "react";

import type { Zone } from "../api/zones";

import { countChanges, draftOf, type Draft } from "./draft";

// In this tab alone, until it is closed: records are no secret, since the whole net can ask for them.
const keyOf = (zone: Zone) => `hostler.zone_draft.${zone.account}.${zone.id}`;

/** What was being changed before a reload, where it still fits what is published. */
function kept(zone: Zone): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(keyOf(zone)) ?? "null") as Draft | null;
    if (draft?.serial === zone.serial && Array.isArray(draft.rows) && countChanges(draft) > 0) return draft;
  } catch {
    // What cannot be read was not ours.
  }
  return null;
}

/** The changes that are not published yet. They outlive a reload of the tab as long as nobody has published anything else. */
export function useDraft(zone: Zone) {
  const [start] = useState(() => kept(zone));
  const [mine, setMine] = useState<Draft | null>(start);
  const [restored, setRestored] = useState(start !== null);
  const published = useMemo(() => draftOf(zone), [zone]);
  const change = (next: Draft | null) => {
    const real = next && countChanges(next) > 0 ? next : null;
    setMine(real);
    setRestored(false);
    if (real) sessionStorage.setItem(keyOf(zone), JSON.stringify(real));
    else sessionStorage.removeItem(keyOf(zone));
  };
  return { draft: mine ?? published, dirty: mine !== null, restored, change };
}
