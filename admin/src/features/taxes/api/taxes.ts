import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type TaxRate = components["schemas"]["TaxRateView"];
export type ExchangeRate = components["schemas"]["RateView"];

export const listTaxes = queryOptions({
  queryKey: ["taxes", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/taxes", { signal }))).data ?? [],
});

export function addTax(body: TaxRate, header: IdempotencyHeader) {
  return answer(api.POST("/admin/taxes", { params: { header }, body }));
}

/** The first day on which it does not apply any more; null: it goes on. */
export function endTax(id: string, valid_until: string | null) {
  return answer(api.PATCH("/admin/taxes/{id}", { params: { path: { id } }, body: { valid_until } }));
}

export function removeTax(id: string) {
  return answer(api.DELETE("/admin/taxes/{id}", { params: { path: { id } } }));
}

export const listExchangeRates = queryOptions({
  queryKey: ["currencies", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/currencies", { signal }))).data ?? [],
});

export function addExchangeRate(body: ExchangeRate) {
  return answer(api.POST("/admin/currencies", { body }));
}
