import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { answerTagged, ifMatch } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Option = components["schemas"]["OptionView"];
export type OptionBody = components["schemas"]["OptionBody"];
export type OptionChoice = components["schemas"]["OptionChoice"];
export type OptionKind = components["schemas"]["OptionKind"];
export type Addon = components["schemas"]["AddonView"];
export type AddonBody = components["schemas"]["AddonBody"];
export type TierPrice = components["schemas"]["TierPrice"];

export const optionKinds = ["choice", "quantity", "flag"] as const satisfies readonly OptionKind[];

export const listOptions = queryOptions({
  queryKey: ["options", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/options", { signal }))).data ?? [],
});

export function getOption(id: string) {
  return queryOptions({
    queryKey: ["options", "one", id],
    queryFn: ({ signal }) => answerTagged(api.GET("/admin/options/{id}", { params: { path: { id } }, signal })),
  });
}

export function addOption(body: OptionBody, header: IdempotencyHeader) {
  return answer(api.POST("/admin/options", { params: { header }, body }));
}

export function changeOption(id: string, body: Partial<OptionBody>, tag: string | undefined) {
  return answer(api.PATCH("/admin/options/{id}", { params: { path: { id }, header: ifMatch(tag) }, body }));
}

export function removeOption(id: string) {
  return answer(api.DELETE("/admin/options/{id}", { params: { path: { id } } }));
}

export const listAddons = queryOptions({
  queryKey: ["addons", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/addons", { signal }))).data ?? [],
});

export function getAddon(id: string) {
  return queryOptions({
    queryKey: ["addons", "one", id],
    queryFn: ({ signal }) => answerTagged(api.GET("/admin/addons/{id}", { params: { path: { id } }, signal })),
  });
}

export function addAddon(body: AddonBody, header: IdempotencyHeader) {
  return answer(api.POST("/admin/addons", { params: { header }, body }));
}

export function changeAddon(id: string, body: Partial<AddonBody>, tag: string | undefined) {
  return answer(api.PATCH("/admin/addons/{id}", { params: { path: { id }, header: ifMatch(tag) }, body }));
}

export function removeAddon(id: string) {
  return answer(api.DELETE("/admin/addons/{id}", { params: { path: { id } } }));
}
