import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type CreditNote = components["schemas"]["CreditNoteView"];

export const creditNotes = pagedQuery<CreditNote>(["credit-notes", "list"], (page, signal) => answer(api.GET("/credit-notes", { params: { query: page }, signal })));

export function getCreditNote(id: string) {
  return queryOptions({
    queryKey: ["credit-notes", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/credit-notes/{id}", { params: { path: { id } }, signal })),
  });
}

export async function getCreditNotePdf(id: string): Promise<Blob> {
  return (await answer(api.GET("/credit-notes/{id}/pdf", { params: { path: { id } }, parseAs: "blob" }))) as unknown as Blob;
}
