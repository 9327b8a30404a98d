import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Invoice = components["schemas"]["InvoiceView"];
export type InvoiceStatus = components["schemas"]["InvoiceStatus"];

/** What a client ever sees: drafts are the shop's. */
export const invoiceStatuses = ["unpaid", "overdue", "partially_paid", "paid", "cancelled", "refunded"] as const satisfies readonly InvoiceStatus[];

export interface InvoiceFilter {
  status?: string;
  sort?: string;
}

/** A status that is typed into the address and is none is no filter. */
function known(status: string | undefined): InvoiceStatus | undefined {
  return invoiceStatuses.find((one) => one === status);
}

export function listInvoices({ status, sort }: InvoiceFilter) {
  const filter = { status: known(status), sort: sort === "created_at" ? sort : undefined };
  return infiniteQueryOptions({
    queryKey: ["invoices", "list", filter],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/invoices", { params: { query: { ...filter, cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
