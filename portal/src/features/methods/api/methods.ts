import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type BillingSettings = components["schemas"]["BillingSettingsView"];

export const billingSettings = queryOptions({
  queryKey: ["billing-settings"],
  queryFn: ({ signal }) => answer(api.GET("/billing/settings", { signal })),
});

export function saveBillingSettings(body: BillingSettings) {
  return answer(api.PUT("/billing/settings", { body }));
}

/** Begins to save a way to pay; the gateway's own window asks for it then. */
export function addMethod(gateway: string, kind: string | undefined, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/payments/methods/add", { body: { gateway, ...(kind ? { kind } : {}) }, params: { header } as never }));
}

export async function removeMethod(id: string) {
  await answer(api.DELETE("/payments/methods/{id}", { params: { path: { id } } }));
}
