import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Member = components["schemas"]["StaffView"];
export type Role = components["schemas"]["RoleView"];

export const listStaff = pagedQuery<Member>(["staff", "list"], (page, signal) => answer(api.GET("/admin/staff", { params: { query: page }, signal })));

export function inviteMember(body: { email: string; name: string; role: string }, header: IdempotencyHeader) {
  return answer(api.POST("/admin/staff", { params: { header }, body }));
}

export function changeMember(id: string, body: { name?: string; role?: string; active?: boolean }) {
  return answer(api.PATCH("/admin/staff/{id}", { params: { path: { id } }, body }));
}

export function removeMember(id: string) {
  return answer(api.DELETE("/admin/staff/{id}", { params: { path: { id } } }));
}

export const listRoles = queryOptions({
  queryKey: ["roles", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/roles", { signal }))).data ?? [],
});

/** A role begins with what another one may. */
export function addRole(body: { name: string; actions: string[] }, header: IdempotencyHeader) {
  return answer(api.POST("/admin/roles", { params: { header }, body }));
}

export function removeRole(id: string) {
  return answer(api.DELETE("/admin/roles/{id}", { params: { path: { id } } }));
}

export function changeRole(id: string, actions: string[]) {
  return answer(api.PATCH("/admin/roles/{id}", { params: { path: { id } }, body: { actions } }));
}

/** One thing that staff may do, and what it opens. */
export interface Action {
  name: string;
  /** What the routes that ask for it do, in the API's own words. */
  does: string[];
}

interface Operation {
  summary?: string;
  "x-permission"?: string;
}

/** Every action that a staff route asks for, from the API's description of itself. */
export const listActions = queryOptions({
  queryKey: ["actions"],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Action[]> => {
    const document = (await answer(api.GET("/openapi.json", { signal }))) as unknown as { paths: Record<string, Record<string, Operation>> };
    return actionsIn(document.paths);
  },
});

export function actionsIn(paths: Record<string, Record<string, Operation>>): Action[] {
  const actions = new Map<string, Set<string>>();
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      const name = operation["x-permission"];
      // The catalogue is read by everyone and written by staff.
      const forStaff = path.startsWith("/admin/") || (path.startsWith("/products") && method !== "get");
      if (!name || !forStaff) continue;
      actions.set(name, (actions.get(name) ?? new Set()).add(operation.summary ?? path));
    }
  return [...actions].map(([name, does]) => ({ name, does: [...does] })).sort((a, b) => a.name.localeCompare(b.name));
}
