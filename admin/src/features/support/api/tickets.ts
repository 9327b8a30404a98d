import { answer } from "@hostler/web-kit/api-client";
import { oneOf, pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Ticket = components["schemas"]["AdminTicketView"];
export type Reply = components["schemas"]["TicketReplyView"];
export type TicketStatus = components["schemas"]["TicketStatus"];

export const statuses = ["open", "customer_reply", "answered", "on_hold", "closed"] as const satisfies readonly TicketStatus[];
export const priorities = ["urgent", "high", "normal", "low"] as const satisfies readonly Ticket["priority"][];

export interface QueueFilter {
  q?: string;
  /** A status, or "all"; without it those that are not closed. */
  status?: string;
  priority?: string;
  department?: string;
  /** "me", "nobody" or a person's id. */
  who?: string;
  late?: string;
  client?: string;
  sort?: string;
}

const sorts = ["updated_at", "-updated_at", "created_at", "-created_at"] as const;

export function listTickets(filter: QueueFilter) {
  const status = oneOf(statuses, filter.status);
  const query = {
    q: filter.q,
    status,
    closed: status || filter.status === "all" ? undefined : false,
    priority: oneOf(priorities, filter.priority),
    department_id: filter.department,
    assigned_to: filter.who,
    client_id: filter.client,
    late: filter.late === "yes" || undefined,
    sort: oneOf(sorts, filter.sort) ?? "-updated_at",
  };
  return {
    ...pagedQuery(["tickets", "list", query], (page, signal) => answer(api.GET("/admin/tickets", { params: { query: { ...query, ...page } }, signal }))),
    refetchInterval: 30_000,
  };
}

export function getTicket(id: string) {
  return queryOptions({
    queryKey: ["tickets", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/admin/tickets/{id}", { params: { path: { id } }, signal })),
    refetchInterval: 20_000,
  });
}

/** Other tickets of the same person, for merging. */
export function ticketsOf(client: string) {
  return queryOptions({
    queryKey: ["tickets", "of", client],
    queryFn: async ({ signal }) => (await answer(api.GET("/admin/tickets", { params: { query: { client_id: client, limit: 50, sort: "-updated_at" } }, signal }))).data ?? [],
  });
}

/** What others see of us, and who else is there; counts for a minute, so it is said again and again. */
export function viewing(id: string, writing: boolean) {
  return queryOptions({
    queryKey: ["tickets", "viewing", id, writing],
    queryFn: async ({ signal }) => (await answer(api.POST("/admin/tickets/{id}/viewing", { params: { path: { id } }, body: { writing }, signal }))).others ?? [],
    refetchInterval: 20_000,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
