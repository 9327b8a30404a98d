import type { components } from "@hostler/web-kit/schema";

export type Domain = components["schemas"]["DomainView"];

export const domainStatuses = [
  "pending",
  "active",
  "expired",
  "redemption",
  "transferring",
  "transferred_away",
  "cancelled",
  "failed",
] as const satisfies readonly Domain["status"][];
export const domainWorks = ["attention", "registering", "transferring", "renewing", "restoring", "idle"] as const;

/** What is being done at the registrar, and what went wrong with it last. */
export function workOf(domain: Domain): { state: string; error?: string } {
  const told = (domain.registration ?? {}) as { state?: string; last_error?: string };
  return { state: told.state ?? "idle", error: told.last_error || undefined };
}

export function shownState(domain: Domain): string {
  const { state } = workOf(domain);
  return state === "idle" ? domain.status : state;
}
