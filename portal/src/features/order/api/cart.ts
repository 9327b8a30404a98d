import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import { rememberOrder } from "./last-order";
import { chargeSaved, payingBy } from "./saved-method";

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

/** Orders; a saved way to pay is charged with the invoice then. An order whose charge could not begin is one all the same: its invoice waits. */
export async function checkOut({ payment_method, ...body }: components["schemas"]["CheckoutBody"], header: Header) {
  const { saved, gateway } = await payingBy(payment_method);
  const ordered = await answer(api.POST("/checkout", { body: gateway && !saved ? { ...body, payment_method: gateway } : body, params: { header } as never }));
  const payment = saved && gateway ? await chargeSaved(ordered.invoice.id, gateway, saved, header) : ordered.payment;
  rememberOrder({ invoice: ordered.invoice.id, payment: payment?.id });
  return { ...ordered, payment };
}

export const wallet = queryOptions({
  queryKey: ["wallet"],
  queryFn: ({ signal }) => answer(api.GET("/wallet", { signal })),
});
