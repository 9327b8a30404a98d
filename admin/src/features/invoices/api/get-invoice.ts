import { answer } from "@hostler/web-kit/api-client";
import { answerTagged } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** An invoice, or a draft, with the version of it that was read. */
export function getInvoice(id: string) {
  return queryOptions({
    queryKey: ["invoices", "one", id],
    queryFn: ({ signal }) => answerTagged(api.GET("/admin/invoices/{id}", { params: { path: { id } }, signal })),
  });
}

/** The proforma that it was sent as: the same question, at its own path. */
export async function getProformaPdf(id: string): Promise<Blob> {
  const path = "/admin/invoices/{id}/proforma/pdf" as string as "/admin/invoices/{id}/pdf";
  return (await answer(api.GET(path, { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}

export async function getInvoicePdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/admin/invoices/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
