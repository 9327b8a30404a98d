export interface Change {
  path: string;
  before?: string;
  after?: string;
}

function leaves(value: unknown, path: string, into: Map<string, string>) {
  if (value !== null && typeof value === "object" && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, path ? `${path}.${name}` : name, into);
  } else if (value !== undefined && value !== null) {
    into.set(path, typeof value === "string" ? value : JSON.stringify(value));
  }
}

/** What is another than before, member by member; what stayed is left out. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()];
  leaves(before, "", old);
  leaves(after, "", now);
  return [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path)).map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}
