import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Coupon = components["schemas"]["CouponView"];
export type CouponPatch = components["schemas"]["CouponPatch"];

export const listCoupons = pagedQuery<Coupon>(["coupons", "list"], (page, signal) => answer(api.GET("/admin/coupons", { params: { query: page }, signal })));

export function getCoupon(id: string) {
  return queryOptions({
    queryKey: ["coupons", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/coupons/{id}", { params: { path: { id } }, signal })),
  });
}

export function addCoupon(body: Coupon, header: IdempotencyHeader) {
  return answer(api.POST("/admin/coupons", { params: { header }, body }));
}

export function changeCoupon(id: string, body: CouponPatch) {
  return answer(api.PATCH("/admin/coupons/{id}", { params: { path: { id } }, body }));
}

export function endCoupon(id: string) {
  return answer(api.DELETE("/admin/coupons/{id}", { params: { path: { id } } }));
}

export const listClientGroups = queryOptions({
  queryKey: ["client-groups", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/client-groups", { signal }))).data ?? [],
});
