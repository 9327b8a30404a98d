import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export interface MachineAction {
  action: string;
  params?: Record<string, unknown>;
}

/** One thing at a time: it is accepted, and its end comes by an event. */
export function actOnInstance(id: string, { action, params }: MachineAction, header: KeyHeader) {
  return answer(api.POST("/services/{id}/actions", { params: { path: { id }, header }, body: { action, ...(params ? { params } : {}) } as never }));
}

export function setShutdown(id: string, body: components["schemas"]["ShutdownBody"]) {
  return answer(api.PUT("/compute/instances/{id}/auto-shutdown", { params: { path: { id } }, body }));
}

export async function dropShutdown(id: string) {
  await answer(api.DELETE("/compute/instances/{id}/auto-shutdown", { params: { path: { id } } }));
}

export function openConsole(id: string) {
  return answer(api.GET("/compute/instances/{id}/console", { params: { path: { id } } }));
}

/** Never kept in the cache: it is asked for each time that it is shown, and that is noted. */
export function fetchCredentials(id: string) {
  return answer(api.GET("/services/{id}/credentials", { params: { path: { id } } }));
}
