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
export function getProformaPdf(id: string): Promise<Blob> {
  return answer(api.GET("/admin/invoices/{id}/proforma/pdf", { params: { path: { id } }, parseAs: "blob" }));
}

export function getInvoicePdf(id: string): Promise<Blob> {
  return answer(api.GET("/admin/invoices/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }));
}
