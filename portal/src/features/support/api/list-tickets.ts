import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Ticket = components["schemas"]["TicketView"];

export const ticketStatuses = ["open", "answered", "customer_reply", "on_hold", "closed"] as const satisfies readonly Ticket["status"][];

/** `show`: a status, or "all"; without it, those that are not closed. */
export function listTickets(show: string | undefined) {
  const status = ticketStatuses.find((one) => one === show);
  const filter = status ? { status } : show === "all" ? {} : { closed: false };
  return infiniteQueryOptions({
    queryKey: ["tickets", "list", filter],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/tickets", { params: { query: { ...filter, sort: "-updated_at", cursor: pageParam ?? undefined, limit: 50 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
