import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type ProductGroup = components["schemas"]["ProductGroupView"];

export function addProductGroup(name: string, position: number, header: IdempotencyHeader) {
  return answer(api.POST("/admin/product-groups", { params: { header }, body: { name, position } }));
}

export function changeProductGroup(id: string, body: components["schemas"]["ProductGroupPatch"]) {
  return answer(api.PATCH("/admin/product-groups/{id}", { params: { path: { id } }, body }));
}

export function removeProductGroup(id: string) {
  return answer(api.DELETE("/admin/product-groups/{id}", { params: { path: { id } } }));
}
