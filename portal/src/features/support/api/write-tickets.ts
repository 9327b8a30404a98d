import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type NewTicket = components["schemas"]["NewTicketBody"];
export type NewReply = components["schemas"]["TicketReplyBody"];

export function openTicket(body: NewTicket, header: KeyHeader) {
  return answer(api.POST("/tickets", { body, params: { header } }));
}

export function replyToTicket(id: string, body: NewReply, header: KeyHeader) {
  return answer(api.POST("/tickets/{id}/replies", { body, params: { path: { id }, header } }));
}

export function closeTicket(id: string) {
  return answer(api.POST("/tickets/{id}/close", { params: { path: { id } } }));
}

export function rateTicket(id: string, body: components["schemas"]["TicketRatingBody"]) {
  return answer(api.POST("/tickets/{id}/rate", { body, params: { path: { id } } }));
}
