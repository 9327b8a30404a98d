import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };
export type ServerGroup = Schemas["ServerGroupView"];
export type FillOrder = Schemas["FillOrder"];

export const fillOrders = ["least_full", "fill_first", "round_robin", "random"] as const satisfies readonly FillOrder[];

export const serverGroups = queryOptions({
  queryKey: ["server-groups"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/server-groups", { signal }))).data ?? [],
});

export function addGroup(body: Schemas["ServerGroupBody"], header: Header) {
  return answer(api.POST("/admin/server-groups", { params: { header }, body }));
}

export function changeGroup(id: string, body: Schemas["ServerGroupPatch"]) {
  return answer(api.PATCH("/admin/server-groups/{id}", { params: { path: { id } }, body }));
}

export function removeGroup(id: string) {
  return answer(api.DELETE("/admin/server-groups/{id}", { params: { path: { id } } }));
}
