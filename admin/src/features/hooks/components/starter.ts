import type { LuaApi } from "../../../code/lua-api";

/** What a new hook begins with: what the event is, what it says, and a place to answer. */
export function starterFor(api: LuaApi, event: string, name: string): string {
  const about = api.events.find((one) => one.name === event);
  const fields = (api.classes[`hostler.event.${event}`] ?? []).filter((field) => field.name !== "event");
  const before = event.startsWith("before.");
  return [
    `-- ${about?.doc || event}`,
    ...fields.map((field) => `--   event.${field.name}: ${field.type}`),
    `on("${event}", function(event)`,
    before ? `  -- return refuse("${name || "code"}", "Why this must not happen.")` : `  hostler.log.info("${name || event}")`,
    "end)",
    "",
  ].join("\n");
}
