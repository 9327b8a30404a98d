import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

import type { Payment } from "./methods";

/** The latest payments; those that wait for the payer, or for staff, are among them. */
export const latestPayments = queryOptions({
  queryKey: ["payments", "latest"],
  queryFn: async ({ signal }) => (await answer(api.GET("/payments", { params: { query: { limit: 50 } }, signal }))).data ?? [],
});

/** Invoices of which money is on its way: a transfer that was begun, or one that a gateway still looks for. */
export function invoicesUnderWay(payments: Payment[]): Set<string> {
  return new Set(payments.filter((payment) => isAwaited(payment) || payment.status === "processing").flatMap((payment) => payment.invoices ?? []));
}

/** A transfer that was begun: it goes on where it was left, so that nobody transfers twice. */
export function isAwaited(payment: Payment): boolean {
  return payment.by_hand && (payment.status === "requires_action" || payment.status === "processing");
}
