import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Client = components["schemas"]["ClientView"];

export const clientStatuses = ["active", "suspended", "closed"] as const;

export interface ClientFilter {
  q?: string;
  status?: string;
  sort?: string;
}

export function listClients({ q, status, sort }: ClientFilter) {
  const filter = { q, status: clientStatuses.find((one) => one === status), sort: sort === "created_at" ? sort : undefined };
  return infiniteQueryOptions({
    queryKey: ["clients", "list", filter],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/admin/clients", { params: { query: { ...filter, cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
