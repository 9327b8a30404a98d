import { answer } from "@hostler/web-kit/api-client";
import { ApiError } from "@hostler/web-kit/problem";
import { oneOf } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Job = components["schemas"]["JobView"];
export type Stats = components["schemas"]["TodayView"];
export type Attention = components["schemas"]["AttentionView"];

/** What /api/admin/system says of the running engine. */
export interface SystemFacts {
  version: string;
  environment: string;
  now: string;
  nodes: number;
  plugins: unknown[];
}

const often = { refetchInterval: 30_000 };

export const spans = ["7", "30", "90"] as const;

export function stats(days: string | undefined) {
  const span = Number(oneOf(spans, days) ?? "30");
  return queryOptions({
    queryKey: ["stats", span],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(api.GET("/admin/stats", { params: { query: { days: span } }, signal })),
    ...often,
  });
}

export const system = queryOptions({
  queryKey: ["system"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/system", { signal }))) as unknown as SystemFacts,
  ...often,
});

export const parkedJobs = queryOptions({
  queryKey: ["jobs", "parked"],
  queryFn: ({ signal }) => answer(api.GET("/admin/jobs", { params: { query: { state: "parked", limit: 10 } }, signal })),
  ...often,
});

/** Jobs and the engine are the platform's: a reseller's staff have none of them. */
export function isPlatforms(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 403);
}
