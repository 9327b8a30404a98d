import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type CreditNote = components["schemas"]["CreditNoteView"];

export function listCreditNotes(sort?: string) {
  const known = sort === "created_at" ? sort : undefined;
  return pagedQuery(["credit-notes", "list", known], (page, signal) => answer(api.GET("/admin/credit-notes", { params: { query: { sort: known, ...page } }, signal })));
}

export function getCreditNote(id: string) {
  return queryOptions({
    queryKey: ["credit-notes", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/credit-notes/{id}", { params: { path: { id } }, signal })),
  });
}

export async function getCreditNotePdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/admin/credit-notes/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
