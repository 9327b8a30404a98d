import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export interface Reason {
  code: string;
  message: string;
}
export interface Check {
  id: string;
  state: string;
  reasons: Reason[];
  latency_ms: number;
  checked_at: string;
}
/** How it is now, and how it was. */
export interface Health {
  answers: boolean;
  code: string;
  message: string;
  accounts: number;
  max_accounts: number;
  state: string;
  reasons: Reason[];
  since: string;
  checked_at: string;
  history: Check[];
  capacity?: Record<string, unknown>;
}

/** Asks the server itself: each call is a test of the connection, and is written down as a check. */
export function getHealth(id: string) {
  return queryOptions({
    queryKey: ["servers", "health", id],
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/servers/{id}/health", { params: { path: { id } }, signal }))) as unknown as Health,
  });
}

export interface Belongings {
  unknown: { kind: string; id: string; name?: string; reference?: string }[];
  missing: { kind: string; resource: string; account: string }[];
  unreadable: string[];
}

export function getBelongings(id: string) {
  return queryOptions({
    queryKey: ["servers", "belongings", id],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/servers/{id}/belongings", { params: { path: { id } }, signal }))) as unknown as Belongings,
  });
}
