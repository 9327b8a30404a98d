import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import type { Cart, CartItem } from "./cart";

/** What a registrar wants a buyer to agree to; an address, or the text itself. */
export interface Agreement {
  key: string;
  title: string;
  url: string;
  content: string;
}

/** Names of one ending, bought in one way, ask for the same. */
export function agreementsFor(item: CartItem) {
  const domain = item.domain ?? "";
  const privacy = item.privacy ?? false;
  const action = item.action === "transfer" ? "transfer" : "register";
  return queryOptions({
    queryKey: ["agreements", domain.slice(domain.indexOf(".") + 1), privacy, action],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const told = (await answer(api.GET("/domains/agreements", { params: { query: { domain, privacy, action } }, signal }))) as { data?: Agreement[] };
      return told.data ?? [];
    },
  });
}

/** The lines that ask for a consent: one of each kind. */
export function consentsAskedBy(cart: Cart): CartItem[] {
  const kinds = new Map<string, CartItem>();
  for (const item of cart.items ?? []) {
    if (item.type !== "domain" || (item.action !== "register" && item.action !== "transfer")) continue;
    const kind = JSON.stringify(agreementsFor(item).queryKey);
    if (!kinds.has(kind)) kinds.set(kind, item);
  }
  return [...kinds.values()];
}
