import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import { onVersion, tagged } from "./tagged";

export type LegalText = components["schemas"]["LegalTextView"];

export const listLegal = queryOptions({
  queryKey: ["legal", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/legal", { signal }))).data ?? [],
});

/** The newest version, or an older one to look at. */
export function getLegal(slug: string, version?: number) {
  return queryOptions({
    queryKey: ["legal", "one", slug, version],
    queryFn: ({ signal }) => tagged(api.GET("/admin/legal/{slug}", { params: { path: { slug }, query: { version } }, signal })),
    refetchOnWindowFocus: false,
  });
}

export const putLegal = (slug: string, body: components["schemas"]["LegalTextBody"], etag: string | null) =>
  answer(api.PUT("/admin/legal/{slug}", { params: { path: { slug }, header: onVersion(etag) }, body }));
