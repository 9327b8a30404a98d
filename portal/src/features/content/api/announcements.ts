import { answer } from "@hostler/web-kit/api-client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export const announcements = infiniteQueryOptions({
  queryKey: ["announcements", "list"],
  staleTime: 60_000,
  queryFn: ({ pageParam, signal }) => answer(api.GET("/announcements", { params: { query: { cursor: pageParam ?? undefined, limit: 20 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
});

export function getAnnouncement(id: string) {
  return queryOptions({
    queryKey: ["announcements", "one", id],
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(api.GET("/announcements/{id}", { params: { path: { id } }, signal })),
  });
}
