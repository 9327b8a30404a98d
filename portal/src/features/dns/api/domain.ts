import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Domain = components["schemas"]["DomainView"];

export function getDomain(id: string) {
  return queryOptions({ queryKey: ["domains", "one", id], queryFn: ({ signal }) => answer(api.GET("/domains/{id}", { params: { path: { id } }, signal })) });
}

/** The account's own domain of a zone's name; null where the name is registered elsewhere. */
export function domainNamed(name: string) {
  return queryOptions<Domain | null>({
    queryKey: ["domains", "named", name],
    queryFn: async ({ signal }) => {
      const found = (await answer(api.GET("/domains", { params: { query: { name, limit: 5 } }, signal }))).data ?? [];
      return found.find(({ status }) => status === "active" || status === "expired" || status === "redemption") ?? null;
    },
  });
}

export function setNameservers(id: string, nameservers: string[]) {
  return answer(api.PATCH("/domains/{id}/nameservers", { params: { path: { id } }, body: { nameservers } }));
}
