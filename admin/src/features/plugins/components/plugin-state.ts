import type { Plugin } from "../../../plugins/plugins";

/** The one word for how it is: switched off, well, or kept from its provider after failures in a row. */
export function stateOf(plugin: Plugin): "disabled" | "enabled" | "healthy" | "unhealthy" | "attention" {
  if (!plugin.enabled) return "disabled";
  if (!plugin.health) return "enabled";
  return { closed: "healthy", open: "unhealthy", half_open: "attention" }[plugin.health.breaker] as "healthy";
}
