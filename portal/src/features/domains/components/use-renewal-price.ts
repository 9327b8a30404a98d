import type { Money } from "@hostler/ui/lib/money";
import { useQuery } from "@tanstack/react-query";

import { useShopCurrency } from "../../../catalog/shop-currency";
import { tldOf, tldPrices, type TldPrices } from "../../../names/tlds";
import type { Domain } from "../api/domains";

function plus(a: Money, b: Money | null | undefined): Money {
  return b ? { ...a, amount: a.amount + b.amount } : a;
}

/** What the shortest renewal costs before tax, with what coming late adds; null where it cannot be renewed here. */
export function renewalPrice(domain: Domain, tlds: TldPrices[]): Money | null {
  const tld = tldOf(domain.name, tlds);
  if (!tld?.renew) return null;
  if (domain.status === "redemption") return tld.restore_fee ? plus(tld.renew, tld.restore_fee) : null;
  return domain.status === "expired" ? plus(tld.renew, tld.grace_fee) : tld.renew;
}

/** The endings' prices in the account's currency; empty until they are known. */
export function useTlds(enabled = true): TldPrices[] {
  return useQuery({ ...tldPrices(useShopCurrency()), enabled }).data ?? [];
}
