import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** Starts again what its owner, or the owner's budget, has suspended. */
export function resumeService(id: string, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/services/{id}/unsuspend", { params: { path: { id }, header } as never }));
}
