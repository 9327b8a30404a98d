import { allRows } from "@hostler/web-kit/all-rows";
import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import type { Domain } from "../../../sold/domain";
import type { Service } from "../../../sold/service";

type Schemas = components["schemas"];
export type Invoice = Schemas["InvoiceView"];
export type Ticket = Schemas["AdminTicketView"];
export type Mail = Schemas["MessageView"];
export type Activity = Schemas["ActivityView"];

export function listServices(id: string) {
  return pagedQuery<Service>(["clients", "services", id], (page, signal) => answer(api.GET("/admin/clients/{id}/services", { params: { path: { id }, query: page }, signal })));
}

export function listInvoices(id: string) {
  return pagedQuery<Invoice>(["clients", "invoices", id], (page, signal) => answer(api.GET("/admin/clients/{id}/invoices", { params: { path: { id }, query: page }, signal })));
}

/** All that is issued and not paid in full, late or not. */
export function openInvoices(id: string) {
  return queryOptions({
    queryKey: ["clients", "invoices", id, "open"],
    queryFn: ({ signal }) => allRows<Invoice>((page) => answer(api.GET("/admin/clients/{id}/invoices", { params: { path: { id }, query: { open: true, ...page } }, signal }))),
  });
}

/** The API lists domains of the whole shop: the client's are picked out of them, part by part. */
export function listDomains(id: string) {
  return pagedQuery<Domain>(
    ["clients", "domains", id],
    async (page, signal) => {
      const part = await answer(api.GET("/admin/domains", { params: { query: page }, signal }));
      return { ...part, data: (part.data ?? []).filter(({ account_id }) => account_id === id) };
    },
    200,
  );
}

export function listTickets(id: string) {
  return pagedQuery<Ticket>(["clients", "tickets", id], (page, signal) => answer(api.GET("/admin/tickets", { params: { query: { client_id: id, ...page } }, signal })));
}

export function listMails(id: string) {
  return pagedQuery<Mail>(["clients", "mails", id], (page, signal) => answer(api.GET("/admin/messages", { params: { query: { account: id, ...page } }, signal })));
}

export function resendMail(id: string, header: { "Idempotency-Key": string }) {
  return answer(api.POST("/admin/messages/{id}/resend", { params: { path: { id }, header } }));
}

export function listActivity(id: string) {
  return pagedQuery<Activity>(["clients", "activity", id], (page, signal) => answer(api.GET("/admin/clients/{id}/activity", { params: { path: { id }, query: page }, signal })));
}

export function getInvoicing(id: string) {
  return queryOptions({
    queryKey: ["clients", "invoicing", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients/{id}/invoicing", { params: { path: { id } }, signal })),
  });
}

export const setInvoicing = (id: string, separate: boolean) =>
  answer(api.PUT("/admin/clients/{id}/invoicing", { params: { path: { id } }, body: { separate_invoices: separate } }));
