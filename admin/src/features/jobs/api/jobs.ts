import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Job = components["schemas"]["JobView"];
export type JobState = Job["state"];

export const jobStates = ["parked", "running", "queued", "failed", "succeeded", "discarded"] as const satisfies readonly JobState[];

export interface JobFilter {
  state?: string;
  kind?: string;
  due?: string;
  sort?: string;
}

export function listJobs({ state, kind, due, sort }: JobFilter) {
  const filter = { state: oneOf(jobStates, state), kind: kind || undefined, due: due === "true" || undefined, sort: sort === "created_at" ? sort : undefined };
  return pagedQuery<Job>(["jobs", "list", filter], (page, signal) => answer(api.GET("/admin/jobs", { params: { query: { ...filter, ...page } }, signal })));
}

/** Asked again while it may still move. */
export function getJob(id: string) {
  return queryOptions<Job>({
    queryKey: ["jobs", "one", id],
    refetchInterval: (query) => (query.state.data?.state === "running" ? 2000 : query.state.data?.state === "queued" ? 10_000 : false),
    queryFn: ({ signal }) => answer(api.GET("/admin/jobs/{id}", { params: { path: { id } }, signal })),
  });
}

export function retryJob(id: string, header?: { "Idempotency-Key": string }) {
  return answer(api.POST("/admin/jobs/{id}/retry", { params: { path: { id }, ...(header ? { header } : {}) } }));
}

export function discardJob(id: string) {
  return answer(api.DELETE("/admin/jobs/{id}", { params: { path: { id } } }));
}

export function mayRetry({ state }: Job): boolean {
  return state === "parked" || state === "failed" || state === "discarded";
}

export function mayDiscard({ state }: Job): boolean {
  return state === "parked" || state === "failed" || state === "queued";
}

/** The account of a plugin that its lane belongs to; null for work that calls nobody. */
export function pluginOf({ lane }: Job): string | null {
  return lane.startsWith("plugin.") ? lane.slice("plugin.".length) : null;
}
