import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** The document as the portal takes it (INV-01). */
export function getEInvoice(id: string) {
  return queryOptions({
    queryKey: ["invoices", "e-invoice", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/invoices/{id}/e-invoice", { params: { path: { id } }, signal })),
    retry: false,
  });
}

export function keepEInvoice(id: string, body: components["schemas"]["RegistrationBody"]) {
  return answer(api.PUT("/admin/invoices/{id}/e-invoice", { params: { path: { id } }, body }));
}
