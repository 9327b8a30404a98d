import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export const departments = queryOptions({
  queryKey: ["departments"],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/departments", { signal }))).data ?? [],
});

/** What a ticket can be about: the newest 200 services, whatever their state. */
export const services = queryOptions({
  queryKey: ["services", "choices"],
  queryFn: async ({ signal }) =>
    ((await answer(api.GET("/services", { params: { query: { limit: 200 } }, signal }))).data ?? []).map((service) => ({
      id: service.id,
      name: [service.domain ?? service.hostname, (service.product as { name?: string } | null)?.name].filter(Boolean).join(" · ") || service.id,
    })),
});
