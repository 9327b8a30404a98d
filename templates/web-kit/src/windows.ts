const prefix = "hostler.changed.";

/** Tells this browser's other windows what something of the account's is like now; the same again tells nothing. */
export function tellWindows(what: string, signature: string) {
  localStorage.setItem(prefix + what, signature);
}

/** Hears what another window told; returns how to stop. */
export function hearWindows(what: string, listener: (signature: string) => void): () => void {
  const listen = ({ key, newValue }: StorageEvent) => {
    if (key === prefix + what && newValue !== null) listener(newValue);
  };
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}
