import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Transaction = components["schemas"]["TransactionView"];

export const transactions = infiniteQueryOptions({
  queryKey: ["transactions"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/transactions", { params: { query: { cursor: pageParam ?? undefined, limit: 50 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
});

export const wallet = queryOptions({
  queryKey: ["wallet"],
  queryFn: ({ signal }) => answer(api.GET("/wallet", { signal })),
});

export function topUp(amount: components["schemas"]["Money"], method: string, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/wallet/top-up", { body: { amount, method }, params: { header } as never }));
}
