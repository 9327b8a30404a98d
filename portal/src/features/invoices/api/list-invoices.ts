import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api } from "../../../api/client";
import { listOpenInvoices } from "../../../paying/open-invoices";

export type Invoice = components["schemas"]["InvoiceView"];
type InvoicePage = components["schemas"]["PageInvoiceView"];
export type InvoiceStatus = components["schemas"]["InvoiceStatus"];

/** What a client ever sees: drafts are the shop's. */
export const invoiceStatuses = ["unpaid", "overdue", "partially_paid", "paid", "cancelled", "refunded"] as const satisfies readonly InvoiceStatus[];

/** Not one state but all in which something is to be paid. */
export const openOnes = "open";

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
  const isOpen = status === openOnes;
  return infiniteQueryOptions({
    queryKey: ["invoices", "list", isOpen ? openOnes : filter],
    queryFn: async ({ pageParam, signal }): Promise<InvoicePage> =>
      isOpen
        ? { data: await listOpenInvoices(signal), next_cursor: null }
        : answer(api.GET("/invoices", { params: { query: { ...filter, cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
