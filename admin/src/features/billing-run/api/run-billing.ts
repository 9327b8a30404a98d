import type { Money } from "@hostler/ui/lib/money";
import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** One row that the run acts on, or would. Which facts there are depends on the list that it stands in. */
export interface RunEntry {
  subject: string;
  client_id?: string;
  /** Why, as the rule says it. */
  detail?: string;
  title?: string;
  total?: Money;
  balance?: Money;
  due_date?: string;
  period?: { from: string; to: string };
  invoice?: string;
  number?: string;
  kind?: string;
  paid_from_credit?: boolean;
  /** How many services share its invoice, and what that comes to. */
  services?: number;
  invoice_total?: Money;
  /** Of what is charged to a saved method: which, when, and which attempt it is. */
  method?: string;
  charge_at?: string;
  attempt?: number;
  /** Of what was held, refused or failed: which rule it was, and what that wanted to do. */
  rule?: string;
  action?: string;
  /** Of what is held: what a person confirms by running that rule with their word; absent where no word would help. */
  held_for?: string;
}

export const runLists = [
  "invoiced",
  "reminded",
  "late_fees",
  "charged",
  "suspended",
  "terminated",
  "cancelled_orders",
  "expired",
  "collected",
  "held",
  "refused",
  "failed",
] as const;
export type RunList = (typeof runLists)[number];

export interface RunRule {
  rule: string;
  state: "running" | "done" | "failed" | "held";
  rows: number;
  counts: Record<string, number>;
  run?: string;
  error?: string;
}

/** What /api/admin/billing/run answers, of a dry run and of a real one alike. */
export type BillingReport = { [List in RunList]: RunEntry[] } & {
  date: string;
  dry_run: boolean;
  /** More rows than the report holds; the counts of the rules are complete. */
  truncated: boolean;
  rules: RunRule[];
};

/** What is asked of the engine for a day; `today` is the shop's own: the engine knows its zone, the browser may not. */
function bodyOf(date: string, dry_run: boolean, except: readonly string[]) {
  const left = except.length > 0 ? { except: [...except] } : {};
  return date === "today" ? { dry_run, ...left } : { date, dry_run, ...left };
}

async function ask(date: string, dryRun: boolean, except: readonly string[], signal?: AbortSignal) {
  return (await answer(api.POST("/admin/billing/run", { body: bodyOf(date, dryRun, except), signal }))) as BillingReport;
}

/** Looks at every service and invoice of the shop, so it is asked for on purpose and kept. What is left out is no part of it. */
export function previewRun(date: string, except: readonly string[] = []) {
  const queryKey = ["billing-run", "preview", date, except];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => ask(date, true, except, signal),
    // The last look at the same day stays while another one is on its way.
    placeholderData: (last, query) => (query?.queryKey[2] === date ? last : undefined),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

export function runBilling(date: string, except: readonly string[] = []) {
  return ask(date, false, except);
}
