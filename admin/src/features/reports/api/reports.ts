import type { Money } from "@hostler/ui/lib/money";
import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type ReportTable = Omit<components["schemas"]["ReportTable"], "rows" | "totals"> & { rows: ReportRow[]; totals: ReportRow[] };
export type ReportRow = Record<string, string | number | Money | null | undefined>;
export type ReportColumn = components["schemas"]["ReportColumn"];

/** Reports that are tables and can be had by one route. */
export const tableReports = ["revenue", "clients", "ageing", "tax"] as const;
/** Those with a shape of their own. */
export const moneyReports = ["gstr1", "trial-balance", "receivables"] as const;
export const allReports = [...tableReports, "recurring", ...moneyReports] as const;
export type ReportName = (typeof allReports)[number];

export interface Range {
  from?: string;
  to?: string;
}

// These routes read their query by themselves, so the description of the API does not list it.
async function ask<T>(name: string, query: Record<string, string | undefined>, signal?: AbortSignal): Promise<T> {
  return (await answer(api.GET("/admin/reports/{name}", { params: { path: { name }, query } as never, signal }))) as T;
}

export function getTable(name: (typeof tableReports)[number], range: Range) {
  return queryOptions({
    queryKey: ["reports", name, range],
    queryFn: ({ signal }) => ask<ReportTable>(name, { ...range }, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

export interface TrialBalance {
  on: string;
  books: { book: string; balance: Money }[];
  sums: Money[];
}

export function getTrialBalance(to?: string) {
  return queryOptions({
    queryKey: ["reports", "trial-balance", to],
    queryFn: ({ signal }) => ask<TrialBalance>("trial-balance", { from: to, to }, signal),
    refetchOnWindowFocus: false,
  });
}

export const ages = ["not_due", "1_30", "31_60", "61_90", "over_90"] as const;
export type Debts = { account_id: string; total: Money } & Record<(typeof ages)[number], Money>;
export interface Receivables {
  on: string;
  clients: Debts[];
}

export function getReceivables(to?: string) {
  return queryOptions({
    queryKey: ["reports", "receivables", to],
    queryFn: ({ signal }) => ask<Receivables>("receivables", { from: to, to }, signal),
    refetchOnWindowFocus: false,
  });
}

/** The return as the portal takes it; what a person has to add by hand stands beside it. */
export type Gstr1 = Record<string, unknown> & { gstin: string; fp: string; without_exchange_rate?: string[] };

export function getGstr1(range: Range) {
  return queryOptions({ queryKey: ["reports", "gstr1", range], queryFn: ({ signal }) => ask<Gstr1>("gstr1", { ...range }, signal), refetchOnWindowFocus: false });
}

export async function getCsv(name: string, query: Record<string, string | undefined>): Promise<string> {
  return (await answer(api.GET("/admin/reports/{name}", { params: { path: { name }, query: { ...query, format: "csv" } } as never, parseAs: "text" }))) as unknown as string;
}

export function getGstr1Table(range: Range, table: string) {
  return queryOptions({
    queryKey: ["reports", "gstr1", range, table],
    queryFn: () => getCsv("gstr1", { ...range, table }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

export function getStats(days: number) {
  return queryOptions({
    queryKey: ["stats", days],
    queryFn: ({ signal }) => answer(api.GET("/admin/stats", { params: { query: { days } }, signal })),
    placeholderData: keepPreviousData,
  });
}
