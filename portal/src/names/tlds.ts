import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type TldPrices = components["schemas"]["TldPricingView"];
export type PricedAction = "register" | "renew" | "transfer";

/** Every ending that is sold, in the shop's order. */
export function tldPrices(currency: string) {
  return queryOptions({
    queryKey: ["tlds", currency],
    staleTime: 300_000,
    queryFn: async ({ signal }) => (await answer(api.GET("/domains/pricing", { params: { query: { currency } }, signal }))).data ?? [],
  });
}

/** The ending that a name (in A-labels) stands under: the longest of those that fit. */
export function tldOf(name: string, tlds: TldPrices[]): TldPrices | undefined {
  return tlds.filter(({ tld }) => name.endsWith(`.${tld}`)).sort((a, b) => b.tld.length - a.tld.length)[0];
}

/** Those whose ending has what was typed, with or without its dot. */
export function endingWith(tlds: TldPrices[], typed: string | undefined): TldPrices[] {
  const sought = (typed ?? "").trim().toLowerCase().replace(/^\./, "");
  return sought ? tlds.filter(({ tld, unicode }) => tld.includes(sought) || unicode.includes(sought)) : tlds;
}

/** "renew" from the cheapest up, "-renew" down; what has no price stands last. Anything else leaves the shop's order. */
export function sortedBy(tlds: TldPrices[], sort: string | undefined): TldPrices[] {
  const down = sort?.startsWith("-") ?? false;
  const by = down ? sort?.slice(1) : sort;
  const sign = down ? -1 : 1;
  if (by === "tld") return [...tlds].sort((a, b) => sign * a.unicode.localeCompare(b.unicode));
  if (by !== "register" && by !== "renew" && by !== "transfer") return tlds;
  return [...tlds].sort((a, b) => {
    const [one, other] = [a[by], b[by]];
    if (!one || !other) return one ? -1 : other ? 1 : 0;
    return sign * (one.amount - other.amount);
  });
}
