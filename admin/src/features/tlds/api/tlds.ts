import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { answerTagged, ifMatch } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Tld = components["schemas"]["TldView"];
export type TldPatch = components["schemas"]["TldPatch"];

export const listTlds = queryOptions({
  queryKey: ["tlds", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/tlds", { signal }))).data ?? [],
});

export function getTld(id: string) {
  return queryOptions({
    queryKey: ["tlds", "one", id],
    queryFn: ({ signal }) => answerTagged(api.GET("/admin/tlds/{id}", { params: { path: { id } }, signal })),
  });
}

export function addTld(body: Tld, header: IdempotencyHeader) {
  return answer(api.POST("/admin/tlds", { params: { header }, body }));
}

export function changeTld(id: string, body: TldPatch, tag: string | undefined) {
  return answer(api.PATCH("/admin/tlds/{id}", { params: { path: { id }, header: ifMatch(tag) }, body }));
}

export function removeTld(id: string) {
  return answer(api.DELETE("/admin/tlds/{id}", { params: { path: { id } } }));
}
