import { answer } from "@hostler/web-kit/api-client";
import type { Solved } from "@hostler/web-kit/react/captcha";

import { api } from "../../../api/client";

/** By e-mail for who owns an account, by account and user name for who works in one. */
export function forgotPassword(who: { email: string } | { account: string; username: string }, solved: Solved) {
  return answer(api.POST("/auth/forgot-password", { body: { ...who, ...solved } }));
}

export function forgotUsername(account: string, email: string, solved: Solved) {
  return answer(api.POST("/auth/forgot-username", { body: { account, email, ...solved } }));
}

export function resetPassword(token: string, password: string) {
  return answer(api.POST("/auth/reset-password", { body: { token, password } }));
}

export function verifyEmail(token: string) {
  return answer(api.POST("/auth/verify-email", { body: { token } }));
}
