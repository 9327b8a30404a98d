import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export const testClock = queryOptions({
  queryKey: ["test-clock"],
  retry: false,
  refetchInterval: 30_000,
  queryFn: ({ signal }) => answer(api.GET("/admin/test-clock", { signal })),
});

export type Move = { advance: string } | { now: string };

/** Runs all that falls due on the way: it may take minutes. */
export function moveClock(body: Move) {
  return answer(api.POST("/admin/test-clock", { body }));
}
