import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
export type Message = Schemas["MessageView"];

export const states = ["failed", "queued", "sent", "expired", "skipped"] as const satisfies readonly Schemas["MessageStatus"][];
export const deliveries = ["sent", "delivered", "failed", "bounced", "complained"] as const satisfies readonly Schemas["DeliveryState"][];
export const channels = ["email", "sms"] as const satisfies readonly Schemas["MessageChannel"][];

export interface MessageFilter {
  to?: string;
  kind?: string;
  state?: string;
  delivery?: string;
  channel?: string;
}

/** One of these words, or none: what an address says may be anything. */
function oneOf<Word extends string>(words: readonly Word[], value: string | undefined): Word | undefined {
  return words.find((word) => word === value);
}

export function listMessages({ to, kind, ...words }: MessageFilter) {
  const query = { to, kind, state: oneOf(states, words.state), delivery: oneOf(deliveries, words.delivery), channel: oneOf(channels, words.channel) };
  return pagedQuery<Message>(["messages", "list", query], (page, signal) => answer(api.GET("/admin/messages", { params: { query: { ...query, ...page } }, signal })));
}

export function getMessage(id: string) {
  return queryOptions({
    queryKey: ["messages", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/messages/{id}", { params: { path: { id } }, signal })),
  });
}

export function resendMessage(id: string, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/admin/messages/{id}/resend", { params: { path: { id }, header } }));
}

/** What messages can be made of. Who may read messages and not the texts is refused, which the list does without. */
export const listKinds = queryOptions({
  queryKey: ["messages", "kinds"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/templates", { signal }))).data ?? [],
  retry: false,
  staleTime: 5 * 60_000,
});
