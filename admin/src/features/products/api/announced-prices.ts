import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";

import { api } from "../../../api/client";

/** Tells who has it that terms from a day on cost what the list says now; done by a job. */
export function announcePrices(id: string, effectiveOn: string, header: IdempotencyHeader) {
  return answer(api.POST("/admin/products/{id}/announced-prices", { params: { path: { id }, header }, body: { effective_on: effectiveOn } }));
}

export function callOffPrices(id: string) {
  return answer(api.DELETE("/admin/products/{id}/announced-prices", { params: { path: { id } } }));
}
