import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import { isUnderWay, provisioningStates, serviceStatuses, type Service } from "../../../sold/service";

type Header = { "Idempotency-Key": string };
export type Step = components["schemas"]["StepView"];
export type SuspensionReason = components["schemas"]["SuspensionReason"];

/** Those that a person may give; "overdue" is the billing's. */
export const suspensionReasons = ["staff", "abuse", "dispute", "client"] as const satisfies readonly SuspensionReason[];

export interface ServiceFilter {
  status?: string;
  provisioning?: string;
  sort?: string;
}

export function listServices({ status, provisioning, sort }: ServiceFilter) {
  const filter = { status: oneOf(serviceStatuses, status), provisioning: oneOf(provisioningStates, provisioning), sort: sort === "created_at" ? sort : undefined };
  return pagedQuery<Service>(["services", "list", filter], (page, signal) => answer(api.GET("/admin/services", { params: { query: { ...filter, ...page } }, signal })));
}

export function getService(id: string) {
  return queryOptions<Service>({
    queryKey: ["services", "one", id],
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 3000 : false),
    queryFn: ({ signal }) => answer(api.GET("/admin/services/{id}", { params: { path: { id } }, signal })),
  });
}

export function getTimeline(id: string) {
  return queryOptions({
    queryKey: ["services", "timeline", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/services/{id}/timeline", { params: { path: { id } }, signal }))).data ?? [],
  });
}

const at = (id: string, header: Header) => ({ params: { path: { id }, header } });

export function suspendService(id: string, reason: SuspensionReason, header: Header) {
  return answer(api.POST("/admin/services/{id}/suspend", { ...at(id, header), body: { reason } }));
}

export function unsuspendService(id: string, header: Header) {
  return answer(api.POST("/admin/services/{id}/unsuspend", at(id, header)));
}

/** Makes it again; with credentials it was made by hand and nothing is called. */
export function provisionService(id: string, credentials: { username: string; password: string } | undefined, header: Header) {
  return answer(api.POST("/admin/services/{id}/provision", { ...at(id, header), body: credentials ? { credentials } : {} }));
}

export interface Ending {
  reason: string;
  /** The provider's last backup is not waited for. */
  withoutBackup: boolean;
}

export function terminateService(id: string, { reason, withoutBackup }: Ending, header: Header) {
  const body = { ...(reason ? { reason } : {}), ...(withoutBackup ? { without_backup: true } : {}) };
  return answer(api.POST("/admin/services/{id}/terminate", { ...at(id, header), body }));
}

export function backUpService(id: string, header: Header) {
  return answer(api.POST("/admin/services/{id}/backup", at(id, header)));
}

export function restoreService(id: string, backup_id: string, header: Header) {
  return answer(api.POST("/admin/services/{id}/restore", { ...at(id, header), body: { backup_id } }));
}
