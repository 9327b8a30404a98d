import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** By e-mail for who owns an account, by account and user name for who works in one. */
export function forgotPassword(who: { email: string } | { account: string; username: string }) {
  return answer(api.POST("/auth/forgot-password", { body: who }));
}

export function forgotUsername(account: string, email: string) {
  return answer(api.POST("/auth/forgot-username", { body: { account, email } }));
}

export function resetPassword(token: string, password: string) {
  return answer(api.POST("/auth/reset-password", { body: { token, password } }));
}

export function verifyEmail(token: string) {
  return answer(api.POST("/auth/verify-email", { body: { token } }));
}
