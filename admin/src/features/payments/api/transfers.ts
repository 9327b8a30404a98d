import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };

export const confirmTransfer = (id: string, body: components["schemas"]["ConfirmBody"], header: Header) =>
  answer(api.POST("/admin/payments/{id}/confirm", { params: { path: { id }, header }, body }));

export const rejectTransfer = (id: string, reason: string, header: Header) =>
  answer(api.POST("/admin/payments/{id}/reject", { params: { path: { id }, header }, body: { reason } }));

/** A payer's proof. Forgotten as soon as nobody looks at it. */
export function getProof(payment: string, file: string) {
  return queryOptions({
    queryKey: ["payments", "proof", payment, file],
    gcTime: 0,
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/admin/payments/{id}/proofs/{file}", { params: { path: { id: payment, file } }, parseAs: "blob", signal }))) as unknown as Blob,
  });
}
