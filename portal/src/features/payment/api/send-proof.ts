import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** The engine's rules for a proof, known here so that nobody uploads 11 MB in vain; the engine decides. */
export const proofRules = { bytes: 10 << 20, accept: ".pdf,.png,.jpg,.jpeg,.webp,.gif,.txt" };

/** Keeps the file, then shows it with the payment. A file that belongs to nothing goes within a day, so trying again does no harm. */
export async function sendProof(payment: string, file: File) {
  const body = new FormData();
  body.append("file", file, file.name);
  const kept = await answer(api.POST("/files", { body }));
  return answer(api.POST("/payments/{id}/proof", { params: { path: { id: payment } }, body: { file: kept.id } }));
}
