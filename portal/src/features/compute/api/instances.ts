import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Instance = components["schemas"]["InstanceView"];

/** What its provider tells of it; each may be missing. */
export interface MachineFacts {
  size?: string;
  region?: string;
  image?: string;
  size_name?: string;
  region_name?: string;
  image_name?: string;
  vcpus?: number;
  memory_bytes?: number;
  disk_bytes?: number;
  addresses?: { ip: string; family: number; public: boolean }[];
}

export const listInstances = infiniteQueryOptions({
  queryKey: ["instances", "list"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/compute/instances", { params: { query: { cursor: pageParam ?? undefined, limit: 50 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
});

/** Those that something can be made for or attached to: the newest 200. */
export const instanceChoices = queryOptions({
  queryKey: ["instances", "choices"],
  queryFn: async ({ signal }) => (await answer(api.GET("/compute/instances", { params: { query: { limit: 200 } }, signal }))).data ?? [],
});

/** Whether something is being done to it just now. */
export function isBusy(instance: Instance): boolean {
  return instance.last_action?.state === "running" || instance.power === "creating" || instance.power === "changing";
}

/** Asked again while something happens to it, should an event be lost. */
export function getInstance(id: string) {
  return queryOptions<Instance>({
    queryKey: ["instances", "one", id],
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? 3000 : false),
    queryFn: ({ signal }) => answer(api.GET("/compute/instances/{id}", { params: { path: { id } }, signal })),
  });
}

export function nameOf(instance: Instance): string {
  return instance.hostname ?? productOf(instance) ?? instance.id;
}

export function productOf(instance: Instance): string | undefined {
  return (instance.product as { name?: string } | null)?.name;
}

export function factsOf(instance: Instance): MachineFacts {
  return (instance.machine ?? {}) as MachineFacts;
}

/** The address to show: the first that the world can reach. */
export function addressOf(instance: Instance): string | undefined {
  const all = factsOf(instance).addresses ?? [];
  return (all.find((one) => one.public) ?? all[0])?.ip;
}

/** Its power as a state that is known everywhere. */
export function powerState(instance: Instance): string {
  if (instance.power === "running") return "started";
  // The provider has not been asked yet: no reason to be alarmed.
  return instance.power === "unknown" ? "unchecked" : instance.power;
}
