import { sumByCurrency, type Money } from "@hostler/ui/lib/money";

import type { BillingReport, RunList } from "../api/run-billing";

import { heldEnds } from "./held-ends";

// The action that fills a list; what went otherwise is counted by its outcome's own name.
const actions: Partial<Record<RunList, string>> = {
  invoiced: "issue",
  reminded: "remind",
  late_fees: "charge_late_fee",
  suspended: "suspend",
  terminated: "terminate",
  cancelled_orders: "cancel_order",
  expired: "expire",
};

/** How many rows a list has, complete even where the report is cut: the rules count them all. */
export function countOf(report: BillingReport, list: RunList): number {
  // Charges are made and planned: the list holds both.
  if (list === "collected") return Math.max(report.collected.length, sum(report, "charge") + sum(report, "plan_charge"));
  const name = actions[list];
  if (!name) return Math.max(report[list].length, list === "charged" ? 0 : sum(report, list));
  const held = list === "terminated" && report.dry_run ? heldAfterChosen(report).length : 0;
  return Math.max(report[list].length, sum(report, name) - held);
}

/** What a preview counts as ended though it then found it to be held back; a rule that holds a row itself has not counted it. */
function heldAfterChosen(report: BillingReport) {
  return heldEnds(report.held).filter(({ action }) => action === actions.terminated);
}

/** By rule, what waits for a word to it, and how many others it would end at the same word. */
export function heldByRule(report: BillingReport) {
  const rows = heldEnds(report.held);
  return [...new Set(rows.map(({ rule }) => rule ?? ""))].map((rule) => {
    const wanted = report.rules.find((one) => one.rule === rule)?.counts.terminate ?? 0;
    const counted = heldAfterChosen(report).filter((row) => row.rule === rule).length;
    return { rule, rows: rows.filter((row) => row.rule === rule), others: report.dry_run ? Math.max(0, wanted - counted) : 0 };
  });
}

function sum(report: BillingReport, name: string): number {
  return report.rules.reduce((all, rule) => all + (rule.counts[name] ?? 0), 0);
}

/** What the rows of a list come to, by currency; of a cut list only those that it shows. */
export function moneyOf(report: BillingReport, list: RunList): Money[] {
  return sumByCurrency(report[list].flatMap((entry) => (entry.total ? [entry.total] : entry.balance ? [entry.balance] : [])));
}

/** On how many invoices the renewals are: those of one client may share one. What the report doesn't show counts as one each. */
export function invoicesOf(report: BillingReport): number {
  const shares = report.invoiced.reduce((all, { services = 1 }) => all + (services === 0 ? 0 : 1 / services), 0);
  return Math.round(shares) + countOf(report, "invoiced") - report.invoiced.length;
}

export function clientsOf(report: BillingReport, list: RunList): number {
  return new Set(report[list].map((entry) => entry.client_id).filter(Boolean)).size;
}

/** Whether a real run would do anything at all. */
export function isIdle(report: BillingReport): boolean {
  return (["invoiced", "reminded", "late_fees", "suspended", "terminated", "cancelled_orders", "expired", "collected"] as const).every((list) => countOf(report, list) === 0);
}
