import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";
import type { Choice } from "../../../paying/choice";

import type { Payment } from "./payment";

type Header = { "Idempotency-Key": string };

/** The same thing paid in another way: its invoice, its invoices, or the credit that it was to bring. */
export function payOtherwise(payment: Payment, { gateway, saved }: Choice, header: Header) {
  const [only, ...others] = payment.invoices ?? [];
  if (!only) return answer(api.POST("/wallet/top-up", { params: { header } as never, body: { amount: payment.amount, method: gateway } }));
  if (others.length > 0) return answer(api.POST("/payments/create", { params: { header } as never, body: { invoice_ids: [only, ...others], gateway } }));
  return answer(api.POST("/invoices/{id}/pay", { params: { path: { id: only }, header } as never, body: { method: gateway, ...(saved ? { payment_method_id: saved } : {}) } }));
}
