import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Posting = components["schemas"]["LedgerEntryView"];
type Amount = components["schemas"]["Money"];

export interface StatementRow {
  date: string;
  what: string;
  document: string;
  reference: string;
  amount: Amount;
  balance: Amount;
}

/** What a client owed and paid in a time; positive is owed. */
export interface Statement {
  from: string;
  to: string;
  opening: Amount;
  closing: Amount;
  rows: StatementRow[];
}

interface Span {
  from?: string;
  to?: string;
}

export function getStatement(id: string, span: Span) {
  return queryOptions({
    queryKey: ["clients", "statement", id, span],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/clients/{id}/statement", { params: { path: { id }, query: span } as never, signal }))) as unknown as Statement,
  });
}

export async function downloadStatement(id: string, span: Span): Promise<Blob> {
  return (await answer(api.GET("/admin/clients/{id}/statement", { params: { path: { id }, query: { ...span, format: "csv" } } as never, parseAs: "blob" }))) as unknown as Blob;
}

export function listPostings(id: string) {
  return pagedQuery<Posting>(["clients", "ledger", id], (page, signal) => answer(api.GET("/admin/clients/{id}/ledger", { params: { path: { id }, query: page }, signal })));
}
