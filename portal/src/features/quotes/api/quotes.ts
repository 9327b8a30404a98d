import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Quote = components["schemas"]["QuoteView"];

export const quotes = pagedQuery<Quote>(["quotes", "list"], (page, signal) => answer(api.GET("/quotes", { params: { query: page }, signal })));

export function getQuote(id: string) {
  return queryOptions({
    queryKey: ["quotes", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/quotes/{id}", { params: { path: { id } }, signal })),
  });
}

/** At the total that was seen; another one is refused. */
export function acceptQuote(quote: Quote, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/quotes/{id}/accept", { params: { path: { id: quote.id }, header } as never, body: { total: quote.total } }));
}

export function declineQuote(id: string) {
  return answer(api.POST("/quotes/{id}/decline", { params: { path: { id } } }));
}
