import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Domain = components["schemas"]["DomainView"];
export type DomainStatus = Domain["status"];
export type Step = components["schemas"]["DomainStepView"];

export const domainStatuses = ["pending", "active", "expired", "redemption", "transferring", "transferred_away", "cancelled", "failed"] as const satisfies readonly DomainStatus[];

/** What is being done at the registrar: idle, registering, transferring, renewing, restoring, attention. */
export function workOf(domain: Domain): string {
  return (domain.registration as { state?: string } | null)?.state ?? "idle";
}

export function isHeld(domain: Domain): boolean {
  return domain.status === "active" || domain.status === "expired" || domain.status === "redemption";
}

export function isUnderWay(domain: Domain): boolean {
  return !["idle", "attention"].includes(workOf(domain));
}

const pageSize = 200;
const mostPages = 5;

export interface AllDomains {
  domains: Domain[];
  /** There are more than were asked for. */
  more: boolean;
}

/** All domains of the account, since the engine sorts by age alone and these pages by name and by expiry. */
export const allDomains = queryOptions<AllDomains>({
  queryKey: ["domains", "all"],
  queryFn: async ({ signal }) => {
    const domains: Domain[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const part = await answer(api.GET("/domains", { params: { query: { limit: pageSize, cursor } }, signal }));
      domains.push(...(part.data ?? []));
      if (!part.next_cursor) return { domains, more: false };
      cursor = part.next_cursor;
    }
    return { domains, more: true };
  },
});

/** Asked again while something happens to it, should an event be lost. */
export function getDomain(id: string) {
  return queryOptions<Domain>({
    queryKey: ["domains", "one", id],
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 4000 : false),
    queryFn: ({ signal }) => answer(api.GET("/domains/{id}", { params: { path: { id } }, signal })),
  });
}

/** In the order in which it happened. */
export function getTimeline(id: string) {
  return queryOptions<Step[]>({
    queryKey: ["domains", "timeline", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/domains/{id}/timeline", { params: { path: { id } }, signal }))).data ?? [],
  });
}

/** What the registrar itself shows; asked by a deliberate click. */
export interface Whois {
  registrar: string;
  registrar_status: string;
  created_at: string | null;
  expires_at: string | null;
  nameservers: string[];
  transfer_lock: boolean;
  privacy: boolean;
  as_of: string;
  live: boolean;
}

export function getWhois(id: string) {
  return queryOptions<Whois>({
    queryKey: ["domains", "whois", id],
    staleTime: 0,
    queryFn: async ({ signal }) => (await answer(api.GET("/domains/{id}/whois", { params: { path: { id } }, signal }))) as Whois,
  });
}
