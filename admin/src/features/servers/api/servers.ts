import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import type { FieldSchema } from "@hostler/ui/lib/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import type { Server } from "../../../hosts/servers";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };
export type ServerStatus = Schemas["ServerStatus"];
export type ImportBody = Schemas["ImportBody"];

export function listServers() {
  return pagedQuery<Server>(["servers", "list"], (page, signal) => answer(api.GET("/admin/servers", { params: { query: page }, signal })));
}

export function getServer(id: string) {
  return queryOptions({
    queryKey: ["servers", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/servers/{id}", { params: { path: { id } }, signal })),
  });
}

export function addServer(body: Schemas["ServerBody"], header: Header) {
  return answer(api.POST("/admin/servers", { params: { header }, body }));
}

export function changeServer(id: string, body: Schemas["ServerPatch"]) {
  return answer(api.PATCH("/admin/servers/{id}", { params: { path: { id } }, body }));
}

export function removeServer(id: string) {
  return answer(api.DELETE("/admin/servers/{id}", { params: { path: { id } } }));
}

export function importAccount(id: string, body: ImportBody, header: Header) {
  return answer(api.POST("/admin/servers/{id}/import", { params: { path: { id }, header }, body }));
}

/** A configured plugin that servers can be of: one whose manifest asks for settings of a server. */
export interface Provisioner {
  name: string;
  title: string;
  enabled: boolean;
  server_settings_schema: FieldSchema;
}

export const provisioners = queryOptions({
  queryKey: ["plugins", "provisioners"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { data } = (await answer(api.GET("/admin/plugins", { signal }))) as { data: (Provisioner & { kind: string })[] };
    return data.filter(({ kind, server_settings_schema: schema }) => kind.startsWith("provisioner/") || Object.keys(schema.properties ?? {}).length > 0);
  },
});
