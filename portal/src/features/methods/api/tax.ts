import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export const account = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => answer(api.GET("/account", { signal })),
});

export const vatNumber = queryOptions({
  queryKey: ["billing-tax-id"],
  queryFn: ({ signal }) => answer(api.GET("/billing/tax-id", { signal })),
});

export function saveVatNumber(number: string) {
  return answer(api.PUT("/billing/tax-id", { body: number ? { tax_id: number } : {} }));
}

export function saveGstin(gstin: string) {
  return answer(api.PATCH("/account", { body: { gstin: gstin || null } }));
}
