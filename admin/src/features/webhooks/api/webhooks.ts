import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };
export type Webhook = components["schemas"]["WebhookView"];
export type Delivery = components["schemas"]["WebhookDeliveryView"];
export type WebhookEdit = components["schemas"]["WebhookEdit"];

export const webhooks = queryOptions({
  queryKey: ["webhooks", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/webhooks", { signal }))).data ?? [],
});

/** What was sent: to all, or to one. */
export function listDeliveries(webhook?: string) {
  return pagedQuery<Delivery>(["webhooks", "deliveries", webhook], (page, signal) =>
    webhook
      ? answer(api.GET("/admin/webhooks/{id}/deliveries", { params: { path: { id: webhook }, query: page }, signal }))
      : answer(api.GET("/admin/webhooks/out", { params: { query: page }, signal })),
  );
}

export function replayDelivery(id: string, header?: Header) {
  return answer(api.POST("/admin/webhooks/out/{id}/replay", { params: { path: { id }, ...(header ? { header } : {}) } }));
}

export function addWebhook(body: WebhookEdit, header: Header) {
  return answer(api.POST("/admin/webhooks", { params: { header }, body }));
}

export function changeWebhook(id: string, body: WebhookEdit) {
  return answer(api.PATCH("/admin/webhooks/{id}", { params: { path: { id } }, body }));
}

export function removeWebhook(id: string) {
  return answer(api.DELETE("/admin/webhooks/{id}", { params: { path: { id } } }));
}

export function renewSecret(id: string) {
  return answer(api.POST("/admin/webhooks/{id}/renew-secret", { params: { path: { id } } }));
}

/** "invoice.*, payment.received" as the API takes it. */
export function eventsOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter(Boolean);
}
