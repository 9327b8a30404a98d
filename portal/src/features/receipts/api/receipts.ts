import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Receipt = components["schemas"]["ReceiptView"];

export const receipts = pagedQuery<Receipt>(["receipts", "list"], (page, signal) => answer(api.GET("/billing/receipts", { params: { query: page }, signal })));

export function getReceipt(id: string) {
  return queryOptions({
    queryKey: ["receipts", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/billing/receipts/{id}", { params: { path: { id } }, signal })),
  });
}

export async function getReceiptPdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/billing/receipts/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
