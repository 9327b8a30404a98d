import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

export async function getInvoicePdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/invoices/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}

/** The proforma that it was sent as: the same question, at its own path. */
export async function getProformaPdf(id: string): Promise<Blob> {
  const path = "/invoices/{id}/proforma/pdf" as string as "/invoices/{id}/pdf";
  return (await answer(api.GET(path, { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
