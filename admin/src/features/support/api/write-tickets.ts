import { answer } from "@hostler/web-kit/api-client";
import { uploadFile } from "@hostler/web-kit/kept-file";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };

export const upload = (file: File) => uploadFile(api, file);

export const openTicket = (body: Schemas["AdminNewTicketBody"], header: Header) => answer(api.POST("/admin/tickets", { params: { header }, body }));

export const answerTicket = (id: string, body: Schemas["TicketAnswerBody"], header: Header) =>
  answer(api.POST("/admin/tickets/{id}/replies", { params: { path: { id }, header }, body }));

export const noteInTicket = (id: string, message: string, header: Header) => answer(api.POST("/admin/tickets/{id}/notes", { params: { path: { id }, header }, body: { message } }));

export const changeTicket = (id: string, body: Schemas["TicketChange"]) => answer(api.PATCH("/admin/tickets/{id}", { params: { path: { id } }, body }));

export const closeTicket = (id: string) => answer(api.POST("/admin/tickets/{id}/close", { params: { path: { id } } }));

export const mergeTicket = (id: string, into: string) => answer(api.POST("/admin/tickets/{id}/merge", { params: { path: { id } }, body: { into } }));

export async function fetchAttachment(id: string, file: string): Promise<Blob> {
  return (await answer(api.GET("/admin/tickets/{id}/attachments/{file}", { params: { path: { id, file } }, parseAs: "blob" }))) as unknown as Blob;
}
