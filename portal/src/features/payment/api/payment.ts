import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Payment = components["schemas"]["PaymentView"];

/** What is to be done next, as gateways say it (api.md 4). */
export type NextAction =
  | { type: "razorpay_checkout"; order_id: string; key_id: string; amount: number; currency: string; script: string; customer_id?: string; recurring?: boolean }
  | { type: "stripe_payment_element"; payment_intent: string; client_secret: string; publishable_key: string; script: string }
  | { type: "redirect"; url: string }
  | { type: "instructions"; text: string; reference: string };

export const settledStates: readonly Payment["status"][] = ["succeeded", "failed", "cancelled"];

/** Asked again while it is under way, should an event be lost. */
export function getPayment(id: string) {
  return queryOptions<Payment>({
    queryKey: ["payments", id],
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && settledStates.includes(query.state.data.status) ? false : 2500),
    queryFn: ({ signal }) => answer(api.GET("/payments/{id}", { params: { path: { id } }, signal })),
  });
}

/** What the gateway gave the browser; the engine checks the signature and asks the gateway. */
export function tellReturn(id: string, said: Record<string, unknown>) {
  return answer(api.POST("/payments/{id}/return", { params: { path: { id } }, body: said as never }));
}

export function getInvoice(id: string) {
  return queryOptions({
    queryKey: ["invoices", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/invoices/{id}", { params: { path: { id } }, signal })),
  });
}
