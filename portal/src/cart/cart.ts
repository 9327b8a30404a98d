import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Cart = components["schemas"]["CartView"];
export type CartItem = components["schemas"]["CartItemView"];

export const cart = queryOptions({
  queryKey: ["cart"],
  staleTime: 0,
  queryFn: ({ signal }) => answer(api.GET("/cart", { signal })),
});

export function addToCart(body: components["schemas"]["AddToCart"], header: { "Idempotency-Key": string }) {
  return answer(api.POST("/cart/add", { body, params: { header } as never }));
}

/** What of a domain is in the cart already, by its name in A-labels. */
export function domainsIn(all: Cart | undefined): Map<string, CartItem> {
  return new Map((all?.items ?? []).filter((item) => item.type === "domain" && item.domain).map((item) => [item.domain as string, item]));
}
