import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export { addToCart, cart, type Cart, type CartItem } from "../../../cart/cart";
type Header = { "Idempotency-Key": string };

/** What stands in the way of checking out now: {code, detail} each. */
export const validity = queryOptions({
  queryKey: ["cart", "validity"],
  staleTime: 0,
  queryFn: ({ signal }) => answer(api.GET("/cart/validate", { signal })),
});

export function changeItem(item: string, body: components["schemas"]["ChangeCartItem"]) {
  return answer(api.PATCH("/cart/{item}", { params: { path: { item } }, body }));
}

export async function removeItem(item: string) {
  await answer(api.DELETE("/cart/{item}", { params: { path: { item } } }));
}

export function applyCoupon(code: string) {
  return answer(api.POST("/cart/apply-coupon", { body: { code } }));
}

export async function removeCoupon() {
  await answer(api.DELETE("/cart/remove-coupon"));
}

export function checkOut(body: components["schemas"]["CheckoutBody"], header: Header) {
  return answer(api.POST("/checkout", { body, params: { header } as never }));
}

export const wallet = queryOptions({
  queryKey: ["wallet"],
  queryFn: ({ signal }) => answer(api.GET("/wallet", { signal })),
});
