import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Activity = components["schemas"]["ActivityView"];

export const activity = infiniteQueryOptions({
  queryKey: ["activity", "account"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/account/activity", { params: { query: { cursor: pageParam ?? undefined, limit: 50 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
});
