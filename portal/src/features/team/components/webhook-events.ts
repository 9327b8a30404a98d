/** Families of events that can be asked for as a whole: the beginning of their names. */
export const eventFamilies = ["invoice", "payment", "order", "service", "domain", "dns", "compute", "ticket", "usage", "account", "user", "api_key"] as const;

/** What is ticked and what is typed, as the API takes it. */
export function eventsOf(ticked: string[], typed: string): string[] {
  const more = typed
    .split(/[\s,]+/)
    .map((name) => name.trim())
    .filter(Boolean);
  return [...new Set([...ticked.map((family) => (family === "*" ? "*" : `${family}.*`)), ...more])];
}

/** The reverse: what of it is a family, and what is left to be typed. */
export function splitEvents(events: string[]): { ticked: string[]; typed: string } {
  const families = events.filter((name) => name === "*" || eventFamilies.some((family) => name === `${family}.*`));
  return { ticked: families.map((name) => name.replace(/\.\*$/, "")), typed: events.filter((name) => !families.includes(name)).join("\n") };
}
