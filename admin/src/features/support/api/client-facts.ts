import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export function servicesOf(client: string) {
  return queryOptions({
    queryKey: ["services", "of", client],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/clients/{id}/services", { params: { path: { id: client }, query: { limit: 50 } }, signal }))).data ?? [],
  });
}

export function openInvoicesOf(client: string) {
  return queryOptions({
    queryKey: ["invoices", "open-of", client],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/admin/clients/{id}/invoices", { params: { path: { id: client }, query: { open: true, limit: 100 } }, signal }))).data ?? [],
  });
}
