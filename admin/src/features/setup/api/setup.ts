import type { FormValue } from "@hostler/ui/lib/schema";
import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Server = components["schemas"]["ServerView"];
export type Order = components["schemas"]["OrderView"];
export type Setup = components["schemas"]["SetupView"];

/** What is there of what a shop needs, in one answer; the lists themselves come with the step that shows them. */
export const getSetup = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => answer(api.GET("/admin/setup", { signal })),
});

export const listServers = queryOptions({
  queryKey: ["servers", "first"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/servers", { params: { query: { limit: 50 } }, signal }))).data ?? [],
});

export interface NewServer {
  name: string;
  plugin: string;
  settings: FormValue;
  max_accounts: number;
}

export function addServer(body: NewServer, header: IdempotencyHeader) {
  return answer(api.POST("/admin/servers", { params: { header }, body }));
}

/** What a server answered when it was asked how it is. */
export interface ServerHealth {
  answers: boolean;
  state: string;
  code: string;
  message: string;
  reasons: { code: string; message: string }[];
}

export async function askServer(id: string) {
  return (await answer(api.GET("/admin/servers/{id}/health", { params: { path: { id } } }))) as ServerHealth;
}

export const firstOrders = queryOptions({
  queryKey: ["orders", "first"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/orders", { params: { query: { limit: 5 } }, signal }))).data ?? [],
});

export function acceptOrder(id: string) {
  return answer(api.POST("/admin/orders/{id}/accept", { params: { path: { id } } }));
}

export const listTaxes = queryOptions({
  queryKey: ["taxes", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/taxes", { signal }))).data ?? [],
});

export function addTax(body: components["schemas"]["TaxRateView"]) {
  return answer(api.POST("/admin/taxes", { body }));
}

export const getSettings = queryOptions({
  queryKey: ["settings", "all"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/settings", { signal }))) as Record<string, unknown>,
});

export async function saveSettings(changed: Record<string, unknown>) {
  return (await answer(api.PUT("/admin/settings", { body: changed }))) as Record<string, unknown>;
}
