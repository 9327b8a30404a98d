import { answer } from "@hostler/web-kit/api-client";

import { api } from "../api/client";

export function beginSecondFactor() {
  return answer(api.POST("/auth/enable-2fa"));
}

export type FactorSetup = Awaited<ReturnType<typeof beginSecondFactor>>;

export async function confirmSecondFactor(code: string) {
  return (await answer(api.POST("/auth/verify-2fa", { body: { code } }))).recovery_codes ?? [];
}
