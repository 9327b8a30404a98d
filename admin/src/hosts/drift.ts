import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

/** An account that we believe in and that the provider does not have. */
export interface MissingAccount {
  service: string;
  account: string;
  domain: string;
  status: string;
}
/** An account at the provider that is none of ours. */
export interface UnknownAccount {
  account: string;
  username: string;
  domain: string;
  suspended: boolean;
  package?: string;
}
export interface DifferingAccount {
  service: string;
  account: string;
  suspended_here?: boolean;
  suspended_there?: boolean;
  domain_here?: string;
  domain_there?: string;
  package_here?: string;
  package_there?: string;
}
export interface Drift {
  missing: MissingAccount[];
  unknown: UnknownAccount[];
  differing: DifferingAccount[];
  agreeing: number;
}

/** Asks the server now for all it has: slow, so only when somebody wants to know. */
export function getDrift(server: string) {
  return queryOptions({
    queryKey: ["servers", "drift", server],
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/servers/{id}/drift", { params: { path: { id: server } }, signal }))) as unknown as Drift,
  });
}

export type RepairBy = "push" | "accept";

/** Ends a difference; answers the job that does it. */
export function repair(server: string, service_id: string, by: RepairBy, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/admin/servers/{id}/repair", { params: { path: { id: server }, header }, body: { service_id, by } }));
}
