import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };
type Amount = components["schemas"]["Money"];

export type ImpersonatedSession = components["schemas"]["SignInView"];
export type ClientChange = components["schemas"]["ClientChangeBody"];

const at = (id: string) => ({ path: { id } });

export function addCredit(id: string, amount: Amount, reason: string, header: Header) {
  return answer(api.POST("/admin/clients/{id}/add-credit", { params: { ...at(id), header }, body: { amount, reason } }));
}

export function suspendClient(id: string, reason: string) {
  return answer(api.POST("/admin/clients/{id}/suspend", { params: at(id), body: reason ? { reason } : {} }));
}

export function activateClient(id: string) {
  return answer(api.POST("/admin/clients/{id}/activate", { params: at(id) }));
}

export function verifyClient(id: string) {
  return answer(api.POST("/admin/clients/{id}/verify", { params: at(id) }));
}

export function impersonateClient(id: string, reason: string) {
  return answer(api.POST("/admin/clients/{id}/impersonate", { params: at(id), body: { reason } }));
}

export function changeClient(id: string, body: ClientChange) {
  return answer(api.PATCH("/admin/clients/{id}", { params: at(id), body }));
}
