import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import { ApiError } from "@hostler/web-kit/problem";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type GatewayEvent = components["schemas"]["GatewayEventView"];

export const gatewayEventStates = ["booked", "ignored", "unmatched", "waiting", "held", "dismissed"] as const satisfies readonly GatewayEvent["state"][];

export function listGatewayEvents(gateway: string | undefined, state: string | undefined) {
  const known = oneOf(gatewayEventStates, state);
  return pagedQuery<GatewayEvent>(["gateway-events", "list", gateway, known], (page, signal) =>
    answer(api.GET("/admin/webhooks/in", { params: { query: { gateway, state: known, ...page } }, signal })),
  );
}

export function getGatewayEvent(id: string) {
  return queryOptions({
    queryKey: ["gateway-events", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/webhooks/in/{id}", { params: { path: { id } }, signal })),
  });
}

/** Asks for a fresh factor: it may book money. */
export function replayGatewayEvent(id: string) {
  return answer(api.POST("/admin/webhooks/in/{id}/replay", { params: { path: { id } } }));
}

/** A list that is not there at all: a reseller's staff have none of it. */
export function isThePlatforms(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
