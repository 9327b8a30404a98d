import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Meter = components["schemas"]["UsageMeterView"];
export type Metering = components["schemas"]["Metering"];

export const meterings = ["sum", "peak", "average", "running"] as const satisfies readonly Metering[];

export function listMeters(id: string) {
  return queryOptions({
    queryKey: ["product-meters", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/products/{id}/meters", { params: { path: { id } }, signal })),
  });
}

export function saveMeters(id: string, meters: Meter[]) {
  return answer(api.PUT("/admin/products/{id}/meters", { params: { path: { id } }, body: { meters } }));
}
