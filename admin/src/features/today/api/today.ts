import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Job = NonNullable<components["schemas"]["JobView"]>;

/** What /api/admin/system says of the running engine. */
export interface SystemFacts {
  version: string;
  environment: string;
  database: string;
  mode: string;
  now: string;
  nodes: number;
  jobs: { done: number; parked: number; retried: number; running: number };
  plugins: { instance: string; plugin: string; version: string; running: number }[];
}

const often = { refetchInterval: 30_000 };

export const system = queryOptions({
  queryKey: ["system"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/system", { signal }))) as unknown as SystemFacts,
  ...often,
});

export const parkedJobs = queryOptions({
  queryKey: ["jobs", "parked"],
  queryFn: ({ signal }) => answer(api.GET("/admin/jobs", { params: { query: { state: "parked", limit: 20 } }, signal })),
  ...often,
});

export const unknownOutcomes = queryOptions({
  queryKey: ["provider-operations", "unknown"],
  queryFn: ({ signal }) => answer(api.GET("/admin/provider-operations", { params: { query: { state: "unknown", limit: 100 } }, signal })),
  ...often,
});

export const overdueInvoices = queryOptions({
  queryKey: ["invoices", "overdue"],
  queryFn: ({ signal }) => answer(api.GET("/admin/invoices/overdue", { params: { query: { limit: 100 } }, signal })),
  ...often,
});
