import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Client = components["schemas"]["ClientView"];

export function nameOfClient(client: Pick<Client, "company" | "first_name" | "last_name">): string {
  return client.company || `${client.first_name} ${client.last_name}`.trim();
}

/** Names for lists that know ids alone: the newest clients in one call. Who is not among them shows by the id. */
export const clientNames = queryOptions({
  queryKey: ["clients", "names"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { data = [] } = await answer(api.GET("/admin/clients", { params: { query: { limit: 200 } }, signal }));
    return new Map(data.map((client) => [client.id, nameOfClient(client)]));
  },
});

export function getClient(id: string) {
  return queryOptions({
    queryKey: ["clients", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients/{id}", { params: { path: { id } }, signal })),
  });
}
