import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type AuditLine = components["schemas"]["AuditLine"];
export type ActivityLine = components["schemas"]["ActivityLine"];

export interface AuditFilter {
  action?: string;
  object?: string;
  user?: string;
  account_id?: string;
}

function given({ action, object, user, account_id }: AuditFilter): AuditFilter {
  return { action: action || undefined, object: object || undefined, user: user || undefined, account_id: account_id || undefined };
}

export function listAudit(filter: AuditFilter) {
  const query = given(filter);
  return pagedQuery<AuditLine>(["audit", "list", query], (page, signal) => answer(api.GET("/admin/audit", { params: { query: { ...query, ...page } }, signal })));
}

export function listActivity(filter: AuditFilter) {
  const query = given(filter);
  return pagedQuery<ActivityLine>(["activity", "list", query], (page, signal) => answer(api.GET("/admin/activity", { params: { query: { ...query, ...page } }, signal })));
}

export type AuditVerdict = components["schemas"]["AuditVerdictView"];

/** Reads every entry of every tenant and recomputes its seal: asked for on purpose, and slow. */
export function verifyAudit() {
  return answer(api.GET("/admin/audit/verify"));
}
