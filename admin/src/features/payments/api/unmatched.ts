import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };

export const assignToInvoice = (id: string, invoice: string, header: Header) =>
  answer(api.POST("/admin/payments/unmatched/{id}/assign", { params: { path: { id }, header }, body: { invoice } }));

export const putToCredit = (id: string, account: string | undefined, reason: string, header: Header) =>
  answer(api.POST("/admin/payments/unmatched/{id}/credit", { params: { path: { id }, header }, body: { ...(account ? { account } : {}), reason } }));

export const dismiss = (id: string, reason: string, header: Header) =>
  answer(api.POST("/admin/payments/unmatched/{id}/dismiss", { params: { path: { id }, header }, body: { reason } }));

/** What a client has open: the newest hundred invoices are gone through. */
export function openInvoices(client: string) {
  return queryOptions({
    queryKey: ["invoices", "open-of", client],
    queryFn: async ({ signal }) => {
      const { data } = await answer(api.GET("/admin/clients/{id}/invoices", { params: { path: { id: client }, query: { limit: 100 } }, signal }));
      return (data ?? []).filter((invoice) => invoice.balance.amount > 0 && invoice.status !== "cancelled" && invoice.status !== "draft");
    },
  });
}
