import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

export async function getInvoicePdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/invoices/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
