import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Offered = components["schemas"]["OfferedView"];
export type Saved = components["schemas"]["SavedMethodView"];
export type Payment = components["schemas"]["PaymentView"];

/** The ways to pay that the shop offers now, and those that this account has saved. */
export const paymentMethods = queryOptions({
  queryKey: ["payment-methods"],
  queryFn: ({ signal }) => answer(api.GET("/payments/methods", { signal })),
});

export function takes(method: Offered, currency: string): boolean {
  return !method.currencies?.length || method.currencies.includes(currency);
}

/** What a payment is for, where it is for no invoice. */
export type Purpose = "method" | "credit";

/** A gateway's own widget may load on the page of a payment alone, so that page is always a document of its own. */
export function goToPayment(payment: Pick<Payment, "id">, purpose?: Purpose) {
  location.assign(`/pay/${payment.id}${purpose ? `?for=${purpose}` : ""}`);
}
