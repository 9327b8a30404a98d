import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

export function forgotPassword(email: string) {
  return answer(api.POST("/auth/forgot-password", { body: { email } }));
}

export function resetPassword(token: string, password: string) {
  return answer(api.POST("/auth/reset-password", { body: { token, password } }));
}

export function verifyEmail(token: string) {
  return answer(api.POST("/auth/verify-email", { body: { token } }));
}
