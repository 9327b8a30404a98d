import { answer } from "@hostler/web-kit/api-client";
import { ApiError } from "@hostler/web-kit/problem";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };
type Step = components["schemas"]["StepView"];

export interface Backup {
  id: string;
  created_at: string | null;
  size_bytes: number | null;
  state: string;
  restorable: boolean;
}

/** What became of the backup that was asked for last. */
export interface AskedBackup {
  state: "under_way" | "late" | "made" | "not_made";
  at: string;
}

const outcomes: Record<string, AskedBackup["state"]> = { backup_requested: "under_way", backed_up: "made", backup_not_made: "not_made" };

/** The engine waits no longer for a provider; what happens then is up to its staff. */
const longestMs = 12 * 3_600_000;

/** Read from the service's steps, the oldest first; nothing where none was ever asked for. */
export function askedBackup(steps: readonly Step[], now = Date.now()): AskedBackup | undefined {
  const last = steps.findLast(({ kind }) => kind in outcomes);
  const state = last && outcomes[last.kind];
  if (!last || !state) return undefined;
  const isLate = state === "under_way" && now - Date.parse(last.at) > longestMs;
  return { state: isLate ? "late" : state, at: last.at };
}

export function getBackups(id: string) {
  return queryOptions({
    queryKey: ["services", "backups", id],
    queryFn: async ({ signal }) => ((await answer(api.GET("/services/{id}/backups", { params: { path: { id } }, signal }))) as { data?: Backup[] }).data ?? [],
  });
}

/** Its provider keeps none at all: nothing to try again. */
export function isNotOffered(error: unknown): boolean {
  return error instanceof ApiError && error.code === "action_not_offered";
}

export function backUpNow(id: string, header: Header) {
  return answer(api.POST("/services/{id}/backup", { params: { path: { id }, header } }));
}

/** What is there is overwritten by what was there then. */
export function restoreBackup(id: string, backup: string, header: Header) {
  return answer(api.POST("/services/{id}/restore", { params: { path: { id }, header } as never, body: { backup_id: backup } }));
}
