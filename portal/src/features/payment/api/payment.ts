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

// More are picked out of the list, where what is paid together mostly stands.
const oneByOne = 3;

/** The invoices of a payment; one that can't be had is left out. */
export function invoicesOf(ids: string[]) {
  return queryOptions({
    queryKey: ["invoices", "of-payment", ids],
    queryFn: async ({ signal }) => {
      const listed = ids.length > oneByOne ? await answer(api.GET("/invoices", { params: { query: { limit: 200 } }, signal })) : {};
      const known = new Map((listed.data ?? []).map((invoice) => [invoice.id, invoice]));
      const asked = await Promise.allSettled(ids.map((id) => known.get(id) ?? answer(api.GET("/invoices/{id}", { params: { path: { id } }, signal }))));
      return asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    },
  });
}
