import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Registration = components["schemas"]["RegistrationView"];
type Header = { "Idempotency-Key": string };

export function getRegistration(reg: string) {
  return queryOptions({
    queryKey: ["registration", reg],
    queryFn: ({ signal }) => answer(api.GET("/auth/register/{reg}", { params: { path: { reg } }, signal })),
  });
}

export function begin(body: components["schemas"]["RegisterBody"], header: Header) {
  return answer(api.POST("/auth/register", { body, params: { header } as never }));
}

export function checkFirst(body: components["schemas"]["RegisterCheckBody"]) {
  return answer(api.POST("/auth/register/check", { body }));
}

export function verifyCode(reg: string, code: string) {
  return answer(api.POST("/auth/register/{reg}/verify-otp", { params: { path: { reg } }, body: { code } }));
}

export function resendCode(registration: string) {
  return answer(api.POST("/auth/resend-verification", { body: { registration } }));
}

export function putProfile(reg: string, body: components["schemas"]["ProfileBody"]) {
  return answer(api.PUT("/auth/register/{reg}/profile", { params: { path: { reg } }, body }));
}

export function complete(reg: string, header: Header) {
  return answer(api.POST("/auth/register/{reg}/complete", { params: { path: { reg }, header } as never }));
}
