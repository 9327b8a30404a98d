import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Account = components["schemas"]["AccountView"];
type Header = { "Idempotency-Key": string };

export const account = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => answer(api.GET("/account", { signal })),
});

export function changeAccount(body: components["schemas"]["AccountChange"]) {
  return answer(api.PATCH("/account", { body }));
}

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => answer(api.GET("/auth/me", { signal })),
});

export const sessions = queryOptions({
  queryKey: ["sessions"],
  queryFn: async ({ signal }) => (await answer(api.GET("/auth/sessions", { signal }))).data ?? [],
});

export async function endSession(id: string) {
  await answer(api.DELETE("/auth/sessions/{id}", { params: { path: { id } } }));
}

export function changePassword(current_password: string, new_password: string) {
  return answer(api.POST("/auth/change-password", { body: { current_password, new_password } }));
}

export function endSecondFactor(code: string, password: string) {
  return answer(api.POST("/auth/disable-2fa", { body: { code, password } }));
}

export const activity = infiniteQueryOptions({
  queryKey: ["activity", "all"],
  queryFn: ({ pageParam, signal }) => answer(api.GET("/account/activity", { params: { query: { cursor: pageParam ?? undefined, limit: 20 } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor ?? null,
});

export const apiKeys = queryOptions({
  queryKey: ["api-keys"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/api-keys", { params: { query: { limit: 200 } }, signal }))).data ?? [],
});

export function makeApiKey(body: components["schemas"]["NewApiKeyBody"], header: Header) {
  return answer(api.POST("/account/api-keys", { body, params: { header } as never }));
}

export async function endApiKey(id: string) {
  await answer(api.DELETE("/account/api-keys/{id}", { params: { path: { id } } }));
}
