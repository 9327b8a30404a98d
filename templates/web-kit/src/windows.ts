const prefix = "hostler.changed.";

/** Tells this browser's other windows that something of the account's is not what they show any more. */
export function tellWindows(what: string) {
  localStorage.setItem(prefix + what, crypto.randomUUID());
}

/** Hears what another window told; returns how to stop. */
export function hearWindows(what: string, listener: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === prefix + what) listener();
  };
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}
