import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };
export type BillableItem = Schemas["BillableItemView"];

export function listBillableItems(account?: string) {
  return pagedQuery(["billable", "list", account], (page, signal) => answer(api.GET("/admin/billable-items", { params: { query: { account, ...page } }, signal })));
}

export const addBillableItem = (body: Schemas["NewBillableItem"], header: Header) => answer(api.POST("/admin/billable-items", { params: { header }, body }));

export const cancelBillableItem = (id: string) => answer(api.DELETE("/admin/billable-items/{id}", { params: { path: { id } } }));

/** All that waits for a client, also what its day has not come for. */
export const invoiceWaiting = (account: string, header: Header) => answer(api.POST("/admin/billable-items/invoice", { params: { header }, body: { account } }));
