import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Client = components["schemas"]["ClientView"];

export function nameOf(client: Client): string {
  return client.company || `${client.first_name} ${client.last_name}`.trim() || client.email;
}

/** What clients are called, by id: lists of money name their clients by id alone. The newest 200 in one call; others stay ids. */
export const clientNames = queryOptions({
  queryKey: ["clients", "names"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { data } = await answer(api.GET("/admin/clients", { params: { query: { limit: 200 } }, signal }));
    return Object.fromEntries((data ?? []).map((client) => [client.id, nameOf(client)]));
  },
});

export function getClient(id: string) {
  return queryOptions({
    queryKey: ["clients", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients/{id}", { params: { path: { id } }, signal })),
  });
}

export function findClients(q: string) {
  return queryOptions({
    queryKey: ["clients", "find", q],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients", { params: { query: { q: q || undefined, limit: 12 } }, signal })),
  });
}
