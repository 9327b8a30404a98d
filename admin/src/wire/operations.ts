import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Operation = components["schemas"]["OperationView"];

export const operationStates = ["unknown", "failed", "pending", "sent", "planned", "succeeded"] as const satisfies readonly Operation["state"][];

export interface OperationFilter {
  state?: string;
  subject?: string;
}

/** What was asked of providers, newest first. */
export function listOperations({ state, subject }: OperationFilter) {
  const filter = { state: oneOf(operationStates, state), subject: subject || undefined };
  return pagedQuery<Operation>(["provider-operations", "list", filter], (page, signal) =>
    answer(api.GET("/admin/provider-operations", { params: { query: { ...filter, ...page } }, signal })),
  );
}

export function getOperation(id: string) {
  return queryOptions({
    queryKey: ["provider-operations", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/provider-operations/{id}", { params: { path: { id } }, signal })),
  });
}

/** The newest calls, to look for those of one job among them. */
export const recentOperations = queryOptions({
  queryKey: ["provider-operations", "recent"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/provider-operations", { params: { query: { limit: 200 } }, signal }))).data ?? [],
});
