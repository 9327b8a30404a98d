import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type Invoice = components["schemas"]["InvoiceView"];
export type InvoiceStatus = components["schemas"]["InvoiceStatus"];

export const invoiceStatuses = ["draft", "unpaid", "overdue", "partially_paid", "paid", "cancelled", "refunded"] as const satisfies readonly InvoiceStatus[];

export interface InvoiceFilter {
  status?: string;
  /** "yes" or "true": past due with something open, paid in part or not at all. */
  overdue?: string;
  client?: string;
  sort?: string;
}

export function listInvoices({ status, overdue, client, sort }: InvoiceFilter) {
  const filter = { status: oneOf(invoiceStatuses, status), overdue: overdue === "yes" || overdue === "true" || undefined, sort: sort === "created_at" ? sort : undefined };
  return pagedQuery(["invoices", "list", client, filter], (page, signal) =>
    client
      ? answer(api.GET("/admin/clients/{id}/invoices", { params: { path: { id: client }, query: { ...filter, ...page } }, signal }))
      : answer(api.GET("/admin/invoices", { params: { query: { ...filter, ...page } }, signal })),
  );
}

const open: InvoiceStatus[] = ["unpaid", "partially_paid", "overdue"];

export function isOpen(invoice: Invoice): boolean {
  return open.includes(invoice.status) && invoice.balance.amount > 0;
}
