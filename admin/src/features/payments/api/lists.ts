import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

type Schemas = components["schemas"];
export type Transaction = Schemas["TransactionView"];
export type Payment = Schemas["PaymentView"];
export type Refund = Schemas["RefundView"];
export type Dispute = Schemas["DisputeView"];
export type Awaiting = Schemas["AwaitingView"];
export type Unmatched = Schemas["UnmatchedView"];

const sorted = (sort: string | undefined) => (sort === "created_at" ? sort : undefined);

export const listTransactions = (sort?: string) =>
  pagedQuery(["transactions", "list", sorted(sort)], (page, signal) => answer(api.GET("/admin/transactions", { params: { query: { sort: sorted(sort), ...page } }, signal })));

export const listPayments = (sort?: string) =>
  pagedQuery(["payments", "list", sorted(sort)], (page, signal) => answer(api.GET("/admin/payments", { params: { query: { sort: sorted(sort), ...page } }, signal })));

export const listRefunds = (sort?: string) =>
  pagedQuery(["refunds", "list", sorted(sort)], (page, signal) => answer(api.GET("/admin/refunds", { params: { query: { sort: sorted(sort), ...page } }, signal })));

export const listDisputes = (open: boolean) =>
  pagedQuery(["disputes", "list", open], (page, signal) => answer(api.GET("/admin/disputes", { params: { query: { open: open || undefined, ...page } }, signal })));

export const listAwaiting = (proof: boolean) =>
  pagedQuery(["payments", "awaiting", proof], (page, signal) => answer(api.GET("/admin/payments/awaiting", { params: { query: { proof: proof || undefined, ...page } }, signal })));

export const listUnmatched = () => pagedQuery(["payments", "unmatched"], (page, signal) => answer(api.GET("/admin/payments/unmatched", { params: { query: page }, signal })));
