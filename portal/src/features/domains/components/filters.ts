import type { Domain } from "../api/domains";

import { daysLeft } from "./expiry";

export interface DomainFilter {
  q?: string;
  status?: string;
  /** Expires within so many days, or has. */
  within?: string;
  /** "off": what is not renewed by itself. */
  renewal?: string;
  /** "name" or "expires_on", "-" before it from the end. */
  sort?: string;
}

/** As the address says; what has no expiry stands last. */
export function filtered(domains: Domain[], { q, status, within, renewal, sort }: DomainFilter): Domain[] {
  const sought = q?.trim().toLowerCase();
  const days = Number(within);
  const kept = domains.filter((domain) => {
    const left = daysLeft(domain);
    return (
      (!sought || domain.unicode.toLowerCase().includes(sought) || domain.name.includes(sought)) &&
      (!status || domain.status === status) &&
      (!within || !Number.isFinite(days) || (left !== null && left <= days)) &&
      (renewal !== "off" || !domain.auto_renew)
    );
  });
  const down = sort?.startsWith("-") ? -1 : 1;
  const by = sort?.replace(/^-/, "");
  if (by === "name") return kept.sort((a, b) => down * a.unicode.localeCompare(b.unicode));
  if (by === "expires_on")
    return kept.sort((a, b) =>
      a.expires_on && b.expires_on ? down * (a.expires_on < b.expires_on ? -1 : a.expires_on > b.expires_on ? 1 : 0) : a.expires_on ? -1 : b.expires_on ? 1 : 0,
    );
  return kept;
}
