import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Entry = components["schemas"]["CalendarEntry"];
export type Kind = Entry["kind"];

export const kinds = ["invoice", "renewal", "due", "suspension", "cancellation"] as const satisfies readonly Kind[];
/** The engine gives as many of each kind and no more. */
export const mostOfKind = 1000;

export function getCalendar(from?: string, to?: string) {
  return queryOptions({
    queryKey: ["calendar", from, to],
    queryFn: ({ signal }) => answer(api.GET("/admin/calendar", { params: { query: { from, to } }, signal })),
    placeholderData: keepPreviousData,
  });
}
