import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Order = components["schemas"]["OrderView"];
export type OrderItem = components["schemas"]["OrderItemView"];
type Header = { "Idempotency-Key": string };

export const orderStatuses = ["pending", "processing", "active", "cancelled", "fraud"] as const satisfies readonly Order["status"][];

export interface OrderFilter {
  status?: string;
  sort?: string;
}

export function listOrders({ status, sort }: OrderFilter) {
  const filter = { status: oneOf(orderStatuses, status), sort: sort === "created_at" ? sort : undefined };
  return pagedQuery<Order>(["orders", "list", filter], (page, signal) => answer(api.GET("/admin/orders", { params: { query: { ...filter, ...page } }, signal })));
}

/** Asked again while what was bought is being made. */
export function getOrder(id: string) {
  return queryOptions<Order>({
    queryKey: ["orders", "one", id],
    refetchInterval: (query) => (query.state.data?.status === "processing" ? 5000 : false),
    queryFn: ({ signal }) => answer(api.GET("/admin/orders/{id}", { params: { path: { id } }, signal })),
  });
}

export function acceptOrder(id: string, header: Header) {
  return answer(api.POST("/admin/orders/{id}/accept", { params: { path: { id }, header } }));
}

export function cancelOrder(id: string, reason: string, header: Header) {
  return answer(api.POST("/admin/orders/{id}/cancel", { params: { path: { id }, header }, body: { reason } }));
}

export function markFraud(id: string, reason: string, header: Header) {
  return answer(api.POST("/admin/orders/{id}/mark-fraud", { params: { path: { id }, header }, body: { reason } }));
}
