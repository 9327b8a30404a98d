import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Hook = components["schemas"]["HookView"];

/** What one function of the script made of an event: nothing of it was done. */
export interface HookRun {
  hook: string;
  event: string;
  line: number;
  took_microseconds: number;
  steps: number;
  memory_bytes: number;
  failure?: { kind: string; message: string; traceback: string };
  verdict?: "pass" | "refuse" | "amend";
  refusal?: { code: string; sentence: string };
  amendment?: unknown;
  log: { level: string; text: string; facts: unknown }[];
  /** `refusal`: why it would be refused as things stand. */
  effects: { function: string; arguments: unknown; refusal?: string }[];
}

export interface HookTrial {
  event: string;
  payload: Record<string, unknown>;
  runs: HookRun[];
  refusal?: { code: string; sentence: string };
}

export type TrialOn = { event_id: string } | { event: Record<string, unknown> };

const at = (name: string) => ({ params: { path: { name } } });

export const listHooks = queryOptions({
  queryKey: ["hooks", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/hooks", { signal }))).data ?? [],
});

export function getHook(name: string) {
  return queryOptions({
    queryKey: ["hooks", "one", name],
    queryFn: ({ signal }) => answer(api.GET("/admin/hooks/{name}", { ...at(name), signal })),
  });
}

export function addHook(name: string, source: string, enabled: boolean, header: IdempotencyHeader) {
  return answer(api.POST("/admin/hooks", { params: { header } as never, body: { name, source, enabled } }));
}

export function saveHook(name: string, body: { source?: string; enabled?: boolean }) {
  return answer(api.PUT("/admin/hooks/{name}", { ...at(name), body }));
}

export function removeHook(name: string) {
  return answer(api.DELETE("/admin/hooks/{name}", at(name)));
}

export async function testHook(name: string, source: string, on: TrialOn) {
  return (await answer(api.POST("/admin/hooks/{name}/test", { ...at(name), body: { source, ...on } }))) as HookTrial;
}
