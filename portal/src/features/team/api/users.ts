import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type TeamUser = components["schemas"]["TeamUserView"];
export type Invitation = components["schemas"]["InvitationView"];
export type NewUser = components["schemas"]["NewTeamUserBody"];
export type NewInvitation = components["schemas"]["InvitationBody"];
export type UserChange = components["schemas"]["TeamUserChange"];

export const users = queryOptions({
  queryKey: ["team", "users"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/users", { signal }))).data ?? [],
});

export const invitations = queryOptions({
  queryKey: ["team", "invitations"],
  queryFn: async ({ signal }) => (await answer(api.GET("/account/invitations", { signal }))).data ?? [],
});

export function addUser(body: NewUser, header: KeyHeader) {
  return answer(api.POST("/account/users", { body, params: { header } }));
}

export function changeUser(id: string, body: UserChange) {
  return answer(api.PATCH("/account/users/{id}", { params: { path: { id } }, body }));
}

export async function removeUser(id: string) {
  await answer(api.DELETE("/account/users/{id}", { params: { path: { id } } }));
}

export function invite(body: NewInvitation, header: KeyHeader) {
  return answer(api.POST("/account/invitations", { body, params: { header } }));
}

export async function withdraw(id: string) {
  await answer(api.DELETE("/account/invitations/{id}", { params: { path: { id } } }));
}

export function acceptInvite(body: components["schemas"]["AcceptInviteBody"]) {
  return answer(api.POST("/auth/accept-invite", { body }));
}
