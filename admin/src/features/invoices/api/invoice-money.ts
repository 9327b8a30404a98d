import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import type { Invoice } from "./list-invoices";

export type Posting = components["schemas"]["LedgerEntryView"];
export type Payment = components["schemas"]["PaymentView"];

interface Part<Row> {
  rows: Row[];
  next: string | null;
}

// Lists know no filter by invoice, so they are gone through from the newest back to the day on which the invoice was issued.
function since(invoice: Invoice, oldest: { created_at: string } | undefined, next: string | null | undefined): string | null {
  return next && oldest && oldest.created_at.slice(0, 10) >= dayBefore(invoice.issue_date) ? next : null;
}

/** A day earlier, since the day of issue is the shop's and the moments are UTC. */
function dayBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10);
}

/** The client's ledger, as far as it may hold what was posted for this invoice. */
export function postingsOf(invoice: Invoice) {
  return infiniteQueryOptions({
    queryKey: ["invoices", "postings", invoice.id],
    queryFn: async ({ pageParam, signal }): Promise<Part<Posting>> => {
      const { data = [], next_cursor } = await answer(
        api.GET("/admin/clients/{id}/ledger", { params: { path: { id: invoice.account_id }, query: { limit: 200, cursor: pageParam ?? undefined } }, signal }),
      );
      return { rows: data, next: since(invoice, data.at(-1), next_cursor) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}

/** Attempts to pay, as far as they may name this invoice. */
export function paymentsOf(invoice: Invoice) {
  return infiniteQueryOptions({
    queryKey: ["invoices", "payments", invoice.id],
    queryFn: async ({ pageParam, signal }): Promise<Part<Payment>> => {
      const { data = [], next_cursor } = await answer(api.GET("/admin/payments", { params: { query: { limit: 200, cursor: pageParam ?? undefined } }, signal }));
      return { rows: data, next: since(invoice, data.at(-1), next_cursor) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}
