import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Product = components["schemas"]["ProductView"];
export type Cycle = components["schemas"]["Cycle"];

export const cycles = ["one_time", "hourly", "monthly", "quarterly", "semi_annually", "annually", "biennially", "triennially"] as const satisfies readonly Cycle[];

/** What is sold, with what staff alone see of it; by its id. */
export const productsById = queryOptions({
  queryKey: ["products", "by-id"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { data = [] } = await answer(api.GET("/products", { params: { query: { limit: 200 } }, signal }));
    return new Map(data.map((product) => [product.id, product]));
  },
});

/** The plugin and the group of servers that make a product; nothing where it is made by hand. */
export function madeBy(product: Product | undefined): { plugin?: string; group?: string } {
  const told = (product?.provisioning ?? {}) as { plugin?: string; server_group?: string };
  return { plugin: told.plugin || undefined, group: told.server_group || undefined };
}
