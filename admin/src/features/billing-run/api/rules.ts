import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type RuleRun = components["schemas"]["RuleRunView"];
export type RuleReport = components["schemas"]["RuleReportView"];
export type Decision = components["schemas"]["RuleDecisionView"];

/** The rules that a billing run runs, in its order. */
export const billingRules = ["issue_renewals", "cancel_unpaid_orders", "remind_unpaid", "charge_late_fees", "suspend_overdue", "end_cancelled", "terminate_suspended"] as const;

export function listRuns(rule?: string) {
  return pagedQuery(["rule-runs", "list", rule], (page, signal) => answer(api.GET("/admin/rule-runs", { params: { query: { rule, ...page } }, signal })), 20);
}

/** The latest runs while one is going on. */
export const runsUnderWay = queryOptions({
  queryKey: ["rule-runs", "under-way"],
  queryFn: ({ signal }) => answer(api.GET("/admin/rule-runs", { params: { query: { limit: 12 } }, signal })),
  refetchInterval: 1500,
  staleTime: 0,
});

export function getRun(id: string) {
  return queryOptions({
    queryKey: ["rule-runs", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/rule-runs/{id}", { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 2000 : false),
  });
}

export function listDecisions(id: string) {
  return pagedQuery(
    ["rule-runs", "decisions", id],
    (page, signal) => answer(api.GET("/admin/rule-runs/{id}/decisions", { params: { path: { id }, query: { ...page } }, signal })),
    100,
  );
}

/** A rule that stopped at its limit, or holds back what needs a person's word: run by hand for today, with that word. */
export function confirmRule(name: string): Promise<RuleReport> {
  return answer(api.POST("/admin/rules/{name}/run", { params: { path: { name } }, body: { confirmed: true } }));
}

/** What a run did or would do, by action: "issue" → 12. What was only looked at is no part of it. */
export function actsOf(counts: Record<string, unknown> | undefined): [string, number][] {
  return Object.entries(counts ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0);
}
