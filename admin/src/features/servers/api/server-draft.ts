import { withDefaults, type FieldSchema, type FormValue } from "@hostler/ui/lib/schema";
import type { components } from "@hostler/web-kit/schema";

import type { Server } from "../../../hosts/servers";

export interface Draft {
  name: string;
  plugin: string;
  group: string;
  max: string;
  settings: FormValue;
}

/** As the API has it in place of a secret; sent back, it stays what it was. */
const masked = "***";

export function draftOf(server: Server | undefined, schema: FieldSchema): Draft {
  const stored = Object.fromEntries(Object.entries((server?.settings ?? {}) as FormValue).filter(([, value]) => value !== masked));
  return { name: server?.name ?? "", plugin: server?.plugin ?? "", group: server?.group ?? "", max: String(server?.max_accounts ?? 100), settings: withDefaults(schema, stored) };
}

/** Which secrets are stored, by their place in the form. */
export function secretsOf(server: Server | undefined, schema: FieldSchema): Record<string, true> {
  const stored = (server?.settings ?? {}) as FormValue;
  const names = Object.keys(schema.properties ?? {}).filter((name) => stored[name] === masked);
  return Object.fromEntries(names.map((name) => [`settings.${name}`, true]));
}

export function bodyOf(draft: Draft, secrets: Record<string, true>): components["schemas"]["ServerPatch"] & { name: string } {
  const kept = Object.keys(secrets)
    .map((path) => path.slice("settings.".length))
    .filter((name) => draft.settings[name] === undefined);
  return {
    name: draft.name.trim(),
    group: draft.group || null,
    max_accounts: Number(draft.max),
    settings: { ...draft.settings, ...Object.fromEntries(kept.map((name) => [name, masked])) },
  };
}
