import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

import type { Invoice } from "./list-invoices";

type Header = { "Idempotency-Key": string };

/** At a gateway; by what is saved there, where `saved` names it. */
export function payInvoice(id: string, method: string, header: Header, saved?: string) {
  return answer(api.POST("/invoices/{id}/pay", { params: { path: { id }, header } as never, body: { method, ...(saved ? { payment_method_id: saved } : {}) } }));
}

/** Several invoices by one payment. */
export function payInvoices(invoice_ids: string[], gateway: string, header: Header) {
  return answer(api.POST("/payments/create", { params: { header } as never, body: { invoice_ids, gateway } }));
}

const payable: Invoice["status"][] = ["unpaid", "partially_paid", "overdue"];

export function isPayable(invoice: Invoice): boolean {
  return payable.includes(invoice.status) && invoice.balance.amount > 0;
}
