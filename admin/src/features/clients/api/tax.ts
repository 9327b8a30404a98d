import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type ClientTax = components["schemas"]["ClientTaxView"];
type ClientTaxBody = components["schemas"]["ClientTaxBody"];

const at = (id: string) => ({ params: { path: { id } } });

export function getTax(id: string) {
  return queryOptions({
    queryKey: ["clients", "tax", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients/{id}/tax", { ...at(id), signal })),
  });
}

export function checkTaxNumber(id: string) {
  return answer(api.POST("/admin/clients/{id}/tax/check", at(id)));
}

export function changeTax(id: string, body: ClientTaxBody) {
  return answer(api.PATCH("/admin/clients/{id}/tax", { ...at(id), body }));
}

export function judgeTaxNumber(id: string, standing: "valid" | "invalid", evidence: string) {
  return answer(api.PATCH("/admin/clients/{id}/tax", { ...at(id), body: { standing, evidence } }));
}
