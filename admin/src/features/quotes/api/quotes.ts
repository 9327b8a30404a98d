import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };
export type Quote = Schemas["QuoteView"];

export function listQuotes(sort?: string) {
  const known = sort === "created_at" ? sort : undefined;
  return pagedQuery(["quotes", "list", known], (page, signal) => answer(api.GET("/admin/quotes", { params: { query: { sort: known, ...page } }, signal })));
}

export function getQuote(id: string) {
  return queryOptions({
    queryKey: ["quotes", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/quotes/{id}", { params: { path: { id } }, signal })),
  });
}

export const draftQuote = (body: Schemas["NewQuote"], header: Header) => answer(api.POST("/admin/quotes", { params: { header }, body }));

export const changeQuote = (id: string, body: Schemas["ChangeQuote"]) => answer(api.PATCH("/admin/quotes/{id}", { params: { path: { id } }, body }));

export const sendQuote = (id: string, header: Header) => answer(api.POST("/admin/quotes/{id}/send", { params: { path: { id }, header } }));

/** Until it is answered it can be changed, sent or not. */
export function isOpen(quote: Quote): boolean {
  return quote.status === "draft" || quote.status === "sent" || quote.status === "expired";
}
