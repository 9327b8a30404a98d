import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Policy = components["schemas"]["PolicyView"];
export type PolicyEdit = components["schemas"]["PolicyEdit"];
export type Group = components["schemas"]["UserGroupView"];
export type Role = components["schemas"]["UserRoleView"];
export type GroupBody = components["schemas"]["UserGroupBody"];
export type RoleBody = components["schemas"]["UserRoleBody"];
export type Trial = components["schemas"]["SimulationBody"];

export const policies = queryOptions({
  queryKey: ["team", "policies"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/policies", { signal }))).data ?? [],
});
export const groups = queryOptions({
  queryKey: ["team", "groups"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/groups", { signal }))).data ?? [],
});
export const roles = queryOptions({
  queryKey: ["team", "roles"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/roles", { signal }))).data ?? [],
});

/** A new one without an id, else the change of one. */
export function savePolicy(id: string | undefined, body: PolicyEdit, header: KeyHeader) {
  return id ? answer(api.PATCH("/account/policies/{id}", { params: { path: { id } }, body })) : answer(api.POST("/account/policies", { params: { header }, body }));
}
export function saveGroup(id: string | undefined, body: GroupBody, header: KeyHeader) {
  return id ? answer(api.PATCH("/account/groups/{id}", { params: { path: { id } }, body })) : answer(api.POST("/account/groups", { params: { header }, body }));
}
export function saveRole(id: string | undefined, body: RoleBody, header: KeyHeader) {
  return id ? answer(api.PATCH("/account/roles/{id}", { params: { path: { id } }, body })) : answer(api.POST("/account/roles", { params: { header }, body }));
}

export type AccessKind = "policies" | "groups" | "roles";

export async function removeAccess(kind: AccessKind, id: string) {
  await answer(api.DELETE(`/account/${kind}/{id}` as "/account/policies/{id}", { params: { path: { id } } }));
}

export function simulate(body: Trial) {
  return answer(api.POST("/account/policies/simulate", { body }));
}
