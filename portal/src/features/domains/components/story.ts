import type { Step } from "../api/domains";

/** What the registrar is asked to change; each leaves its traces in the timeline. */
export type Verb = "set_nameservers" | "set_contacts" | "set_lock" | "set_privacy";
const verbs: Verb[] = ["set_nameservers", "set_contacts", "set_lock", "set_privacy"];

/** Whether a change is on its way to the registrar, or was refused there the last time. */
export function progressOf(steps: Step[], verb: Verb): "pending" | "failed" | undefined {
  const last = steps.findLast(({ kind }) => kind === verb || kind === `${verb}_wanted` || kind === `${verb}_failed`);
  if (!last || last.kind === verb) return undefined;
  return last.kind.endsWith("_wanted") ? "pending" : "failed";
}

export function isSettling(steps: Step[]): boolean {
  return verbs.some((verb) => progressOf(steps, verb) === "pending");
}

const renewalEnds = new Set(["renewing", "restoring", "renewed", "restored", "term_cancelled", "refused", "cancelled"]);

/** A renewal that was invoiced or ordered and waits to be paid. */
export function hasOpenRenewal(steps: Step[]): boolean {
  const begun = steps.findLastIndex(({ kind, detail }) => kind === "renewal_invoiced" || (kind === "ordered" && (detail === "renew" || detail === "restore")));
  return begun >= 0 && !steps.slice(begun + 1).some(({ kind }) => renewalEnds.has(kind));
}

export interface TransferStage {
  stage: "ordered" | "sent" | "accepted" | "arrived";
  at?: string;
}

/** How far a transfer to us has come; null for a domain that was never moved here. */
export function transferOf(steps: Step[]): TransferStage[] | null {
  const ordered = steps.find(({ kind, detail }) => kind === "ordered" && detail === "transfer");
  if (!ordered) return null;
  const when = (test: (step: Step) => boolean) => steps.find(test)?.at;
  return [
    { stage: "ordered", at: ordered.at },
    { stage: "sent", at: when(({ kind }) => kind === "transferring") },
    { stage: "accepted", at: when(({ kind, detail }) => kind === "accepted" && detail === "transfer") },
    { stage: "arrived", at: when(({ kind }) => kind === "transferred_in") },
  ];
}
