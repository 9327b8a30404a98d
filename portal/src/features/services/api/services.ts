import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Service = components["schemas"]["ServiceView"];
type Header = { "Idempotency-Key": string };

export const serviceStatuses = ["pending", "active", "suspended", "cancelled", "terminated", "failed"] as const satisfies readonly Service["status"][];

export function listServices(status: string | undefined) {
  const known = serviceStatuses.find((one) => one === status);
  return infiniteQueryOptions({
    queryKey: ["services", "list", known],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/services", { params: { query: { status: known, cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** Whether something is happening to it at its provider. */
export function isUnderWay(service: Service): boolean {
  return !["idle", "attention"].includes(service.provisioning.state) || (service.status === "pending" && service.provisioning.state !== "attention");
}

/** Asked again while something happens to it, should an event be lost. */
export function getService(id: string) {
  return queryOptions<Service>({
    queryKey: ["services", "one", id],
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 3000 : false),
    queryFn: ({ signal }) => answer(api.GET("/services/{id}", { params: { path: { id } }, signal })),
  });
}

export function getTimeline(id: string) {
  return queryOptions({
    queryKey: ["services", "timeline", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/services/{id}/timeline", { params: { path: { id } }, signal }))).data ?? [],
  });
}

export function getUsage(id: string) {
  return queryOptions({
    queryKey: ["services", "usage", id],
    staleTime: 60_000,
    queryFn: async ({ signal }) => ((await answer(api.GET("/services/{id}/usage", { params: { path: { id } }, signal }))) ?? {}) as Record<string, unknown>,
  });
}

/** Never kept in the cache: it is asked for each time that it is shown, and that is noted. */
export function fetchCredentials(id: string) {
  return answer(api.GET("/services/{id}/credentials", { params: { path: { id } } }));
}

export function signOn(id: string) {
  return answer(api.POST("/services/{id}/sso", { params: { path: { id } } }));
}

export function newPassword(id: string, header: Header) {
  return answer(api.POST("/services/{id}/change-password", { params: { path: { id }, header } as never, body: {} }));
}

export function cancelService(id: string, body: components["schemas"]["CancelService"], header: Header) {
  return answer(api.POST("/services/{id}/cancel", { params: { path: { id }, header } as never, body }));
}

export type Upgrade = components["schemas"]["UpgradeView"];

export function upgradeService(id: string, body: components["schemas"]["UpgradeBody"], header?: Header) {
  return answer(api.POST("/services/{id}/upgrade", { params: { path: { id }, ...(header ? { header } : {}) } as never, body }));
}
