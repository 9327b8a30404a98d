import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Webhook = components["schemas"]["WebhookView"];
export type WebhookEdit = components["schemas"]["WebhookEdit"];
export type Delivery = components["schemas"]["WebhookDeliveryView"];

export const webhooks = queryOptions({
  queryKey: ["webhooks", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/webhooks", { signal }))).data ?? [],
});

export function getWebhook(id: string) {
  return queryOptions({
    queryKey: ["webhooks", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/account/webhooks/{id}", { params: { path: { id } }, signal })),
  });
}

/** Asked again while one is on its way: no event tells of that. */
export function listDeliveries(id: string) {
  return infiniteQueryOptions({
    queryKey: ["webhooks", "deliveries", id],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/account/webhooks/{id}/deliveries", { params: { path: { id }, query: { cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => (page.data ?? []).some((one) => one.state === "queued")) ? 3000 : false),
  });
}

export function addWebhook(body: WebhookEdit, header: KeyHeader) {
  return answer(api.POST("/account/webhooks", { body, params: { header } }));
}

export function changeWebhook(id: string, body: WebhookEdit) {
  return answer(api.PATCH("/account/webhooks/{id}", { params: { path: { id } }, body }));
}

export async function removeWebhook(id: string) {
  await answer(api.DELETE("/account/webhooks/{id}", { params: { path: { id } } }));
}

/** The new secret: shown this once. */
export async function renewSecret(id: string): Promise<string> {
  return (await answer(api.POST("/account/webhooks/{id}/renew-secret", { params: { path: { id } } }))).secret;
}

export function replay(id: string, delivery: string, header: KeyHeader) {
  return answer(api.POST("/account/webhooks/{id}/deliveries/{delivery}/replay", { params: { path: { id, delivery }, header } }));
}
