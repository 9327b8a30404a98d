import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
export type Department = Schemas["DepartmentView"];
export type CannedReply = Schemas["CannedReplyView"];

const seldom = 5 * 60_000;

export const departments = queryOptions({
  queryKey: ["departments"],
  staleTime: seldom,
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/departments", { signal }))).data ?? [],
});

export const cannedReplies = queryOptions({
  queryKey: ["canned-replies"],
  staleTime: seldom,
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/canned-replies", { signal }))).data ?? [],
});

/** Who can be given a ticket. Not everybody who answers tickets may see the staff's list: then one gives it to oneself alone. */
export const staff = queryOptions({
  queryKey: ["staff", "assignable"],
  staleTime: seldom,
  retry: false,
  queryFn: async ({ signal }) => ((await answer(api.GET("/admin/staff", { params: { query: { limit: 200 } }, signal }))).data ?? []).filter((one) => one.status === "active"),
});

export const saveDepartment = (id: string | null, body: Schemas["DepartmentEdit"], header: { "Idempotency-Key": string }) =>
  id ? answer(api.PATCH("/admin/departments/{id}", { params: { path: { id } }, body })) : answer(api.POST("/admin/departments", { params: { header }, body }));

export const removeDepartment = (id: string) => answer(api.DELETE("/admin/departments/{id}", { params: { path: { id } } }));

export const saveCannedReply = (id: string | null, body: Schemas["CannedReplyEdit"], header: { "Idempotency-Key": string }) =>
  id ? answer(api.PATCH("/admin/canned-replies/{id}", { params: { path: { id } }, body })) : answer(api.POST("/admin/canned-replies", { params: { header }, body }));

export const removeCannedReply = (id: string) => answer(api.DELETE("/admin/canned-replies/{id}", { params: { path: { id } } }));
