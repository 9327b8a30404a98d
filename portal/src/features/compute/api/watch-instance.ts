import { answer } from "@hostler/web-kit/api-client";
import { ApiError } from "@hostler/web-kit/problem";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export interface Series {
  name: string;
  points: { at: number; value: string }[];
}

export const spans = { "1h": 3_600, "24h": 86_400, "7d": 604_800, "30d": 2_592_000 } as const;
export type Span = keyof typeof spans;

/** What a provider does not offer is not there: null, and no failure. */
async function orNothing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export function getMetrics(id: string, span: Span) {
  return queryOptions({
    queryKey: ["instances", "metrics", id, span],
    staleTime: 60_000,
    refetchInterval: span === "1h" ? 60_000 : false,
    queryFn: async ({ signal }) => {
      const to = new Date();
      const from = new Date(to.getTime() - spans[span] * 1000);
      const found = await orNothing(
        answer(api.GET("/compute/instances/{id}/metrics", { params: { path: { id }, query: { from: from.toISOString(), to: to.toISOString() } }, signal })),
      );
      return found === null ? null : ((found as { series?: Series[] }).series ?? []);
    },
  });
}

export function getLogs(id: string) {
  return queryOptions({
    queryKey: ["instances", "logs", id],
    staleTime: 30_000,
    queryFn: async ({ signal }) =>
      (await orNothing(answer(api.GET("/compute/instances/{id}/logs", { params: { path: { id } }, signal })))) as { text?: string; at?: number | null } | null,
  });
}
