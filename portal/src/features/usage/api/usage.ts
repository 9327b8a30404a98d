import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Used = components["schemas"]["UsageView"];
export type Budget = components["schemas"]["BudgetView"];

/** Every meter of every service, month by month, between the months of two days. */
export function usage(from: string, to: string) {
  return queryOptions({
    queryKey: ["usage", "rows", from, to],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await answer(api.GET("/usage", { params: { query: { from, to } }, signal }))).data ?? [],
  });
}

export const budget = queryOptions({
  queryKey: ["usage", "budget"],
  queryFn: ({ signal }) => answer(api.GET("/usage/budget", { signal })),
});

export function saveBudget(body: Budget) {
  return answer(api.PUT("/usage/budget", { body }));
}
