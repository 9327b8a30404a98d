import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import { domainStatuses, domainWorks, workOf, type Domain } from "../../../sold/domain";

type Header = { "Idempotency-Key": string };

export interface DomainFilter {
  name?: string;
  status?: string;
  registration?: string;
}

export function listDomains({ name, status, registration }: DomainFilter) {
  const filter = { name: name || undefined, status: oneOf(domainStatuses, status), registration: oneOf(domainWorks, registration) };
  return pagedQuery<Domain>(["domains", "list", filter], (page, signal) => answer(api.GET("/admin/domains", { params: { query: { ...filter, ...page } }, signal })));
}

export function getDomain(id: string) {
  return queryOptions<Domain>({
    queryKey: ["domains", "one", id],
    refetchInterval: (query) => (query.state.data && !["idle", "attention"].includes(workOf(query.state.data).state) ? 5000 : false),
    queryFn: ({ signal }) => answer(api.GET("/admin/domains/{id}", { params: { path: { id } }, signal })),
  });
}

export function getTimeline(id: string) {
  return queryOptions({
    queryKey: ["domains", "timeline", id],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/domains/{id}/timeline", { params: { path: { id } }, signal }))).data ?? [],
  });
}

const at = (id: string, header: Header) => ({ params: { path: { id }, header } });

export function syncDomain(id: string, header: Header) {
  return answer(api.POST("/admin/domains/{id}/sync", at(id, header)));
}

export function retryDomain(id: string, header: Header) {
  return answer(api.POST("/admin/domains/{id}/retry", at(id, header)));
}

/** Further: on top of the renewal that the registrar shows; else that one is ours, made by hand. */
export function confirmRenewal(id: string, further: boolean, header: Header) {
  return answer(api.POST("/admin/domains/{id}/confirm-renewal", { ...at(id, header), body: { further } }));
}

export function refuseDomain(id: string, reason: string, header: Header) {
  return answer(api.POST("/admin/domains/{id}/refuse", { ...at(id, header), body: { reason } }));
}
