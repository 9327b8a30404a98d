import { allRows } from "@hostler/web-kit/all-rows";
import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type OpenInvoice = components["schemas"]["InvoiceView"];

const urgency: OpenInvoice["status"][] = ["overdue", "partially_paid", "unpaid"];

/** Issued and not paid in full, the most urgent first. */
export async function listOpenInvoices(signal?: AbortSignal): Promise<OpenInvoice[]> {
  const all = await allRows<OpenInvoice>((page) => answer(api.GET("/invoices", { params: { query: { open: true, ...page } }, signal })));
  return urgency.flatMap((status) => all.filter((invoice) => invoice.status === status));
}

export const openInvoices = queryOptions({ queryKey: ["invoices", "open"], queryFn: ({ signal }) => listOpenInvoices(signal) });

/** Where invoices of one currency are paid: the only one on its page, several together in their list. */
export function placeToPay(invoices: OpenInvoice[], currency: string): string {
  const [only, ...others] = invoices.filter((invoice) => invoice.balance.currency === currency);
  return only && others.length === 0 ? `/invoices/${only.id}` : `/invoices?status=open&pay=${currency}`;
}
