import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Product = components["schemas"]["ProductView"];
export type Cycle = components["schemas"]["Cycle"];
export type Price = NonNullable<Product["pricing"]>[number];

/** From the shortest to the longest, as they are shown. */
export const cycleOrder = ["hourly", "monthly", "quarterly", "semi_annually", "annually", "biennially", "triennially", "one_time"] as const satisfies readonly Cycle[];
const months: Partial<Record<Cycle, number>> = { monthly: 1, quarterly: 3, semi_annually: 6, annually: 12, biennially: 24, triennially: 36 };

/** Everything on sale. */
export const products = queryOptions({
  queryKey: ["products"],
  staleTime: 300_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/products", { params: { query: { limit: 200 } }, signal }))).data ?? [],
});

export function priceOf(product: Product, cycle: Cycle, currency: string): Price | undefined {
  return product.pricing?.find((price) => price.cycle === cycle && price.currency === currency);
}

/** The cycles that at least one of these is sold by, in order. */
export function cyclesOf(all: Product[], currency: string): Cycle[] {
  return cycleOrder.filter((cycle) => all.some((product) => priceOf(product, cycle, currency)));
}

export function currenciesOf(all: Product[]): string[] {
  return [...new Set(all.flatMap((product) => (product.pricing ?? []).map((price) => price.currency)))].sort();
}

/** What is saved against paying by the month, in money; null where there is nothing to compare or to save. */
export function savingOf(product: Product, cycle: Cycle, currency: string) {
  const [monthly, price, count] = [priceOf(product, "monthly", currency), priceOf(product, cycle, currency), months[cycle]];
  if (!monthly || !price || !count || count === 1) return null;
  const amount = monthly.price.amount * count - price.price.amount;
  return amount > 0 ? { amount, currency } : null;
}

/** By price, so that plans stand from small to large. */
export function bySize(all: Product[], currency: string): Product[] {
  const least = (product: Product) => Math.min(...(product.pricing ?? []).filter((price) => price.currency === currency).map((price) => price.price.amount));
  return [...all].sort((a, b) => least(a) - least(b));
}
