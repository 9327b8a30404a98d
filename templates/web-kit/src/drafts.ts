// What somebody has begun to write and not sent, kept in this browser by account: an ended session or a lost network costs nothing.

const prefix = "hostler.draft.";
const livesMs = 14 * 86_400_000;

export interface Draft<Values> {
  /** When it was last touched, in milliseconds. */
  at: number;
  values: Values;
}

const nameOf = (owner: string, name: string) => `${prefix}${owner}.${name}`;

/** Nothing where there is none, it is too old, or somebody wrote nonsense there. */
export function readDraft<Values>(owner: string, name: string, now = Date.now()): Draft<Values> | null {
  const text = localStorage.getItem(nameOf(owner, name));
  if (!text) return null;
  try {
    const draft = JSON.parse(text) as Draft<Values>;
    if (typeof draft.at === "number" && now - draft.at < livesMs && draft.values) return draft;
  } catch {
    // Falls through: what can't be read is dropped.
  }
  dropDraft(owner, name);
  return null;
}

/** Whether it could be kept: a full or forbidden storage keeps nothing, and nothing breaks. */
export function writeDraft(owner: string, name: string, values: unknown, now = Date.now()): boolean {
  try {
    localStorage.setItem(nameOf(owner, name), JSON.stringify({ at: now, values }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(owner: string, name: string) {
  localStorage.removeItem(nameOf(owner, name));
}

/** Everybody's: who signs out on purpose leaves nothing behind on a shared computer. */
export function forgetDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
