/** What scripts find in the engine, read from its annotations (hostler.lua beside this, made by scripts/hook-types). */
export interface LuaApi {
  functions: { name: string; parameters: string; doc: string }[];
  events: { name: string; doc: string }[];
  /** Members of "hostler.event.invoice.paid", "hostler.row.services.overdue" and their like. */
  classes: Record<string, LuaField[]>;
}

export interface LuaField {
  name: string;
  type: string;
  doc: string;
}

export function readLuaApi(text: string): LuaApi {
  const api: LuaApi = { functions: [], events: [], classes: {} };
  let docs: string[] = [];
  let fields: LuaField[] | null = null;
  const summaries = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, tag, rest = ""] = /^---@(\w+)\s*(.*)$/.exec(line) ?? [];
    if (tag === "class") {
      fields = api.classes[/^[\w.]+/.exec(rest)?.[0] ?? ""] = [];
      docs = [];
    } else if (tag === "field") {
      const [, name = "", type = "", doc = ""] = /^(\w+)\??\s+(\S+)\s*(.*)$/.exec(rest) ?? [];
      fields?.push({ name, type, doc });
    } else if (tag === "overload") {
      const name = /event: "([^"]+)"/.exec(rest)?.[1];
      if (name) api.events.push({ name, doc: summaries.get(name) ?? "" });
    } else if (line.startsWith("---") && !tag) {
      const said = line.slice(3).trim();
      const event = /^`([\w.]+)`: (.*)$/.exec(said);
      if (event) summaries.set(event[1] ?? "", event[2] ?? "");
      else if (said) docs.push(said);
    } else if (line.startsWith("function ")) {
      const [, name = "", parameters = ""] = /^function ([\w.]+)\(([^)]*)\)/.exec(line) ?? [];
      api.functions.push({ name, parameters, doc: docs.join(" ") });
      docs = [];
      fields = null;
    } else if (line.trim() === "") {
      docs = [];
    }
  }
  return api;
}

/** An event as it might have been: the least that fits what it says of itself. */
export function sampleOf(api: LuaApi, event: string): Record<string, unknown> {
  const fields = api.classes[`hostler.event.${event}`] ?? [];
  return { ...Object.fromEntries(fields.filter(({ name }) => name !== "event").map((field) => [field.name, sampleValue(field)])), event };
}

function sampleValue({ name, type, doc }: LuaField): unknown {
  const choice = /^"([^"]+)"/.exec(type)?.[1];
  if (choice) return choice;
  if (/^(integer|number)/.test(type)) return 1;
  if (type.startsWith("boolean")) return true;
  if (type.endsWith("[]")) return [];
  if (name === "total" || name === "amount" || name === "balance") return { amount: 118000, currency: "INR" };
  if (!type.startsWith("string")) return {};
  if (name === "currency") return "INR";
  if (doc.includes("date") || name.endsWith("_on") || name.endsWith("_date")) return "2026-04-01";
  if (name.endsWith("_at")) return "2026-04-01T04:30:00Z";
  return name;
}

/** The events that a script listens to. */
export function eventsIn(source: string): string[] {
  return [...new Set([...source.matchAll(/\bon\s*\(\s*["']([\w.]+)["']/g)].map((found) => found[1] ?? ""))];
}
