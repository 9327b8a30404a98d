import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Header = { "Idempotency-Key": string };
export type Contact = components["schemas"]["DomainContact"];
export type Contacts = components["schemas"]["DomainContacts"];

export function setAutoRenew(id: string, on: boolean) {
  return answer(api.PATCH("/domains/{id}/auto-renew", { params: { path: { id } }, body: { auto_renew: on } }));
}

export function setNameservers(id: string, nameservers: string[]) {
  return answer(api.PATCH("/domains/{id}/nameservers", { params: { path: { id } }, body: { nameservers } }));
}

export function setContacts(id: string, body: Contacts) {
  return answer(api.PATCH("/domains/{id}/contacts", { params: { path: { id } }, body }));
}

export function setLock(id: string, on: boolean, header: Header) {
  return on
    ? answer(api.POST("/domains/{id}/transfer-lock", { params: { path: { id }, header } as never }))
    : answer(api.DELETE("/domains/{id}/transfer-lock", { params: { path: { id } } }));
}

export function setPrivacy(id: string, on: boolean, header: Header) {
  return on ? answer(api.POST("/domains/{id}/privacy", { params: { path: { id }, header } as never })) : answer(api.DELETE("/domains/{id}/privacy", { params: { path: { id } } }));
}

/** An empty body takes the link away. */
export function setLink(id: string, body: components["schemas"]["DomainLinkBody"]) {
  return answer(api.PUT("/domains/{id}/link", { params: { path: { id } }, body }));
}

export function giveTransferCode(id: string, auth_code: string, header: Header) {
  return answer(api.POST("/domains/{id}/transfer", { params: { path: { id }, header } as never, body: { auth_code } }));
}

/** Never kept in the cache: it is asked for each time that it is shown, and that is noted. */
export function revealAuthCode(id: string) {
  return answer(api.GET("/domains/{id}/auth-code", { params: { path: { id } } }));
}
