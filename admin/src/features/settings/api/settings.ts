import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** The shop's choices by their name: "invoice.series". */
export type Settings = Record<string, unknown>;

export const getSettings = queryOptions({
  queryKey: ["settings", "all"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/settings", { signal }))) as Settings,
});

export async function saveSettings(changed: Settings) {
  return (await answer(api.PUT("/admin/settings", { body: changed }))) as Settings;
}

export type Change = components["schemas"]["AuditLine"];

/** Who changed which setting last, so far as the newest 200 changes tell. */
export const lastChanges = queryOptions({
  queryKey: ["settings", "changes"],
  queryFn: async ({ signal }): Promise<Record<string, Change>> => {
    const { data = [] } = await answer(api.GET("/admin/audit", { params: { query: { action: "setting.changed", limit: 200 } }, signal }));
    const last: Record<string, Change> = {};
    for (const line of data) last[line.object] ??= line;
    return last;
  },
});
