import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Receipt = components["schemas"]["ReceiptView"];

/** Of one client, or of one movement of money; all of the shop without either. */
export interface ReceiptFilter {
  account_id?: string;
  transaction_id?: string;
}

export function listReceipts(filter: ReceiptFilter, sort?: string) {
  const known = sort === "created_at" ? sort : undefined;
  return pagedQuery(["receipts", "list", filter, known], (page, signal) => answer(api.GET("/admin/receipts", { params: { query: { ...filter, sort: known, ...page } }, signal })));
}

export function getReceipt(id: string) {
  return queryOptions({
    queryKey: ["receipts", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/receipts/{id}", { params: { path: { id } }, signal })),
  });
}

export async function getReceiptPdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/admin/receipts/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
