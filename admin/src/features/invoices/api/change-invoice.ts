import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { ifMatch } from "@hostler/web-kit/tagged";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
type Header = { "Idempotency-Key": string };

/** What staff write of an invoice. */
export type ManualInvoice = Schemas["ManualInvoice"];

export const draftInvoice = (body: ManualInvoice, header: Header) => answer(api.POST("/admin/invoices", { params: { header }, body: { ...body, draft: true } }));

/** Over the version that was read; over any, without one. */
export const rewriteDraft = (id: string, body: ManualInvoice, tag: string | undefined) =>
  answer(api.PUT("/admin/invoices/{id}", { params: { path: { id }, header: ifMatch(tag) }, body }));

export const issueDraft = (id: string, tag: string | undefined, header: Header) =>
  answer(api.POST("/admin/invoices/{id}/issue", { params: { path: { id }, header: { ...header, ...ifMatch(tag) } } }));

export const discardDraft = (id: string, tag: string | undefined) => answer(api.DELETE("/admin/invoices/{id}", { params: { path: { id }, header: ifMatch(tag) } }));

export const markPaid = (id: string, body: Schemas["MarkPaid"], header: Header) => answer(api.POST("/admin/invoices/{id}/mark-paid", { params: { path: { id }, header }, body }));

export const creditInvoice = (id: string, body: Schemas["CreditBody"], header: Header) =>
  answer(api.POST("/admin/invoices/{id}/credit", { params: { path: { id }, header }, body }));

export const debitInvoice = (id: string, body: Schemas["DebitBody"], header: Header) => answer(api.POST("/admin/invoices/{id}/debit", { params: { path: { id }, header }, body }));

export const writeOff = (id: string, reason: string, header: Header) => answer(api.POST("/admin/invoices/{id}/write-off", { params: { path: { id }, header }, body: { reason } }));

export const cancelInvoice = (id: string, reason: string, header: Header) =>
  answer(api.POST("/admin/invoices/{id}/cancel", { params: { path: { id }, header }, body: { reason } }));

export const reissueInvoice = (id: string, reason: string, header: Header) =>
  answer(api.POST("/admin/invoices/{id}/reissue", { params: { path: { id }, header }, body: { reason } }));

export const unapplyCredit = (id: string, reason: string, header: Header) =>
  answer(api.POST("/admin/invoices/{id}/unapply-credit", { params: { path: { id }, header }, body: { reason } }));

export const sendReminder = (id: string, header: Header) => answer(api.POST("/admin/invoices/{id}/send-reminder", { params: { path: { id }, header } }));
