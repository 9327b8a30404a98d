import type { Company } from "../../../company/company";
import { kindOf, type Plugin } from "../../../plugins/plugins";
import type { Setup } from "../api/setup";

export const steps = ["admin", "company", "tax", "invoices", "gateway", "server", "registrar", "product", "order"] as const;
export type Step = (typeof steps)[number];

/** What is there already; undefined: not known (yet). */
export interface Facts {
  company?: Pick<Company, "missing">;
  there?: Setup;
  plugins?: Plugin[];
}

/** Those that a shop can do without: nobody is kept from going on. */
export const optional: Step[] = ["registrar"];

/** How far it has come, read from what exists: nothing is kept of it, so it can be left and taken up anywhere. */
export function doneSteps({ company, there, plugins = [] }: Facts): Set<Step> {
  const enabled = (kind: string) => plugins.some((plugin) => plugin.enabled && kindOf(plugin) === kind);
  const done = new Set<Step>(["admin"]);
  if (company && (company.missing ?? []).length === 0) done.add("company");
  if (there?.taxes) done.add("tax").add("invoices");
  if (enabled("gateway")) done.add("gateway");
  if (enabled("provisioner") && there?.servers) done.add("server");
  if (enabled("registrar")) done.add("registrar");
  if (there?.products) done.add("product");
  if (there?.orders) done.add("order");
  return done;
}

/** Where to go on: the first that is not done and can't be left out. */
export function nextStep(done: Set<Step>): Step | null {
  return steps.find((step) => !done.has(step) && !optional.includes(step)) ?? null;
}
