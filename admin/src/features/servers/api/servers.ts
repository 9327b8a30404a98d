import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import type { Server } from "../../../hosts/servers";
import { hasFields, kindOf, listPlugins, type Plugin } from "../../../plugins/plugins";

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
export type Provisioner = Pick<Plugin, "name" | "title" | "enabled" | "server_settings_schema">;

/** Out of the one list of plugins that their names come from, too. */
export const provisioners = queryOptions({
  ...listPlugins,
  staleTime: 5 * 60_000,
  select: ({ data }): Provisioner[] => data.filter((plugin) => kindOf(plugin) === "provisioner" || hasFields(plugin.server_settings_schema)),
});
