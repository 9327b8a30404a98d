import type { Money } from "@hostler/ui/lib/money";
import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import type { Range } from "./reports";

export interface Statement {
  from: string;
  to: string;
  opening: Money;
  rows: { date: string; what: string; document: string; reference: string; amount: Money; balance: Money }[];
  closing: Money;
}

export function getStatement(client: string, query: Range & { currency?: string }) {
  return queryOptions({
    queryKey: ["statement", client, query],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/clients/{id}/statement", { params: { path: { id: client }, query } as never, signal }))) as unknown as Statement,
    refetchOnWindowFocus: false,
  });
}

export async function getStatementCsv(client: string, query: Range & { currency?: string }): Promise<string> {
  return (await answer(
    api.GET("/admin/clients/{id}/statement", { params: { path: { id: client }, query: { ...query, format: "csv" } } as never, parseAs: "text" }),
  )) as unknown as string;
}

export function listLedger(client: string) {
  return pagedQuery(["ledger", client], (page, signal) => answer(api.GET("/admin/clients/{id}/ledger", { params: { path: { id: client }, query: page }, signal })), 100);
}
