import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

export function getInvoicePdf(id: string): Promise<Blob> {
  return answer(api.GET("/invoices/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }));
}

/** The proforma that it was sent as: the same question, at its own path. */
export function getProformaPdf(id: string): Promise<Blob> {
  return answer(api.GET("/invoices/{id}/proforma/pdf", { params: { path: { id } }, parseAs: "blob" }));
}
