import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
export type Zone = Schemas["ZoneView"];
export type ZoneSummary = Schemas["ZoneSummaryView"];
export type Plan = Schemas["ZonePlanView"];
export type Version = Schemas["ZoneVersionView"];
export type Template = Schemas["PatternView"];
export type RecordBody = Schemas["RecordBody"];

/** Nothing can be published while something is under way at the name servers. */
export function isWorking(state: Zone["state"]): boolean {
  return state === "creating" || state === "publishing" || state === "signing" || state === "removing";
}

export const listZones = infiniteQueryOptions({
  queryKey: ["zones", "list"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/dns/zones", { params: { query: { cursor: pageParam ?? undefined, limit: 100 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
  placeholderData: keepPreviousData,
});

/** By its id or its name. Asked again while something happens to it, should an event be lost. */
export function getZone(zone: string) {
  return queryOptions<Zone>({
    queryKey: ["zones", "one", zone],
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? 2000 : false),
    queryFn: ({ signal }) => answer(api.GET("/dns/zones/{zone}", { params: { path: { zone } }, signal })),
  });
}

export const templates = queryOptions({
  queryKey: ["zones", "templates"],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/dns/templates", { signal }))).data ?? [],
});

export function listVersions(zone: string) {
  return infiniteQueryOptions({
    queryKey: ["zones", "versions", zone],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/dns/zones/{zone}/versions", { params: { path: { zone }, query: { cursor: pageParam ?? undefined, limit: 25 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
}

export function getVersion(zone: string, serial: number) {
  return queryOptions<Version>({
    queryKey: ["zones", "version", zone, serial],
    queryFn: ({ signal }) => answer(api.GET("/dns/zones/{zone}/versions/{serial}", { params: { path: { zone, serial: String(serial) } }, signal })),
  });
}
