import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** What a domain can lead to: the services that live. */
export const linkableServices = queryOptions({
  queryKey: ["services", "linkable"],
  queryFn: async ({ signal }) =>
    ((await answer(api.GET("/services", { params: { query: { limit: 200 } }, signal }))).data ?? []).filter(
      ({ status }) => status === "pending" || status === "active" || status === "suspended",
    ),
});

export function linkedService(id: string) {
  return queryOptions({ queryKey: ["services", "one", id], queryFn: ({ signal }) => answer(api.GET("/services/{id}", { params: { path: { id } }, signal })) });
}
