import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

// Both are asked of the provider each time, want a fresh factor, are noted, and are kept nowhere.

export async function fetchKubeconfig(id: string): Promise<string> {
  const access = (await answer(api.GET("/kubernetes/clusters/{id}/access", { params: { path: { id } } }))) as { kubeconfig?: string };
  return access.kubeconfig ?? "";
}

export interface DatabaseAccess {
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
}

export async function fetchDatabaseAccess(id: string): Promise<DatabaseAccess> {
  return (await answer(api.GET("/databases/{id}/credentials", { params: { path: { id } } }))) as DatabaseAccess;
}
