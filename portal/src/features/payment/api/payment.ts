import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Payment = components["schemas"]["PaymentView"];

export const settledStates: readonly Payment["status"][] = ["succeeded", "failed", "cancelled"];

/** What staff look for by hand takes hours; what a gateway says takes seconds. */
function pauseBefore(payment: Payment | undefined): number | false {
  if (!payment) return 2500;
  if (settledStates.includes(payment.status)) return false;
  return payment.by_hand ? 20_000 : 2500;
}

/** Asked again while it is under way, should an event be lost. */
export function getPayment(id: string) {
  return queryOptions<Payment>({
    queryKey: ["payments", id],
    staleTime: 0,
    refetchInterval: (query) => pauseBefore(query.state.data),
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
