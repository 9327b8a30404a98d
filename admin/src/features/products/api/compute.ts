import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Allowance = components["schemas"]["AllowanceView"];

export function included(id: string) {
  return queryOptions({
    queryKey: ["product-compute", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/products/{id}/compute", { params: { path: { id } }, signal }))).data ?? [],
  });
}

export function saveIncluded(id: string, data: Allowance[]) {
  return answer(api.PUT("/admin/products/{id}/compute", { params: { path: { id } }, body: { data } }));
}
