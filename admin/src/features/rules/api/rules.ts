import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type RuleRun = components["schemas"]["RuleRunView"];
export type RuleReport = components["schemas"]["RuleReportView"];
export type RuleDecision = components["schemas"]["RuleDecisionView"];
export type RowOutcome = components["schemas"]["RowOutcome"];

const at = (name: string) => ({ params: { path: { name } } });

export function getRule(name: string) {
  return queryOptions({
    queryKey: ["rules", "one", name],
    queryFn: ({ signal }) => answer(api.GET("/admin/rules/{name}", { ...at(name), signal })),
  });
}

/** What it would decide on a day, by its stored version or another: nothing happens. */
export function simulateRule(name: string, body: { date?: string; source?: string }): Promise<RuleReport> {
  return answer(api.POST("/admin/rules/{name}/simulate", { ...at(name), body }));
}

export function runRule(name: string, confirmed: boolean): Promise<RuleReport> {
  return answer(api.POST("/admin/rules/{name}/run", { ...at(name), body: { confirmed } }));
}

export function listRuns(rule: string) {
  return pagedQuery<RuleRun>(["rule-runs", rule], (page, signal) => answer(api.GET("/admin/rule-runs", { params: { query: { rule, ...page } }, signal })), 20);
}

export function getRun(id: string) {
  return queryOptions({
    queryKey: ["rule-runs", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/rule-runs/{id}", { params: { path: { id } }, signal })),
  });
}

export function listDecisions(id: string) {
  return pagedQuery<RuleDecision>(["rule-runs", "decisions", id], (page, signal) =>
    answer(api.GET("/admin/rule-runs/{id}/decisions", { params: { path: { id }, query: page }, signal })),
  );
}
