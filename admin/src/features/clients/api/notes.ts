import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Note = components["schemas"]["ClientNoteView"];

/** Pinned ones first, as the engine has them. */
export function listNotes(id: string) {
  return queryOptions({
    queryKey: ["clients", "notes", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/clients/{id}/notes", { params: { path: { id } }, signal }))).data ?? [],
  });
}

export function addNote(id: string, message: string, pinned: boolean, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/admin/clients/{id}/notes", { params: { path: { id }, header }, body: { message, pinned } }));
}

export function removeNote(id: string, note: string) {
  return answer(api.DELETE("/admin/clients/{id}/notes/{note}", { params: { path: { id, note } } }));
}
