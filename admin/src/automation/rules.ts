import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Rule = components["schemas"]["RuleView"];
export type RuleBody = components["schemas"]["RuleBody"];

export const listRules = queryOptions({
  queryKey: ["rules", "list"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/rules", { signal }))).data ?? [],
});

export function changeRule(name: string, body: RuleBody) {
  return answer(api.PATCH("/admin/rules/{name}", { params: { path: { name } }, body }));
}
