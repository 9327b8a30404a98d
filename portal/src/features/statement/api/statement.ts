import { answer } from "@hostler/web-kit/api-client";
import type { Money } from "@hostler/ui/lib/money";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export interface StatementRow {
  date: string;
  what: string;
  document: string;
  reference: string;
  /** What is owed grows by it; below zero it shrinks. */
  amount: Money;
  balance: Money;
}
export interface Statement {
  from: string;
  to: string;
  opening: Money;
  rows: StatementRow[];
  closing: Money;
}

/** The route reads its query itself, so that its description says nothing of it. */
function ask(query: Record<string, string>, signal?: AbortSignal, parseAs?: "blob") {
  return answer(api.GET("/billing/statement", { params: { query } as never, signal, ...(parseAs ? { parseAs } : {}) })) as Promise<unknown>;
}

export function statement(from: string, to: string) {
  return queryOptions({
    queryKey: ["statement", from, to],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await ask({ from, to }, signal)) as Statement,
  });
}

/** For a spreadsheet. */
export async function statementCsv(from: string, to: string): Promise<Blob> {
  return (await ask({ from, to, format: "csv" }, undefined, "blob")) as Blob;
}
