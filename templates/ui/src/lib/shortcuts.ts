/** Keys that do something, said as "mod+k", "/", "?", "j" or, for two in a row, "g i". */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

const sequenceMs = 1200;

/** Whether keys belong to what is written or chosen there, rather than to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=menu], [role=listbox], [role=dialog], [role=alertdialog]") !== null)
  );
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return (event.metaKey || event.ctrlKey ? "mod+" : "") + key;
}

/** Listens until the returned function is called. Plain keys are left alone while somebody types. */
export function listenToShortcuts(shortcuts: Shortcuts, target: Pick<Window, "addEventListener" | "removeEventListener"> = window) {
  let first = "";
  let at = 0;
  const starts = new Set(
    Object.keys(shortcuts)
      .filter((keys) => keys.includes(" "))
      .map((keys) => keys.split(" ")[0]),
  );
  const onKey = (raw: Event) => {
    const event = raw as KeyboardEvent;
    if (event.defaultPrevented || event.altKey) return;
    const name = nameOf(event);
    if (!name.startsWith("mod+") && isTyping(event.target)) return;
    const now = event.timeStamp;
    const both = first && now - at < sequenceMs ? `${first} ${name}` : "";
    first = "";
    const act = (both && shortcuts[both]) || shortcuts[name];
    if (act) {
      event.preventDefault();
      act(event);
    } else if (starts.has(name)) {
      first = name;
      at = now;
    }
  };
  target.addEventListener("keydown", onKey);
  return () => target.removeEventListener("keydown", onKey);
}
