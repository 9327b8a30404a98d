import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type PastEvent = components["schemas"]["PastEventView"];

/** The newest that happened: of one name, or of any. */
export function pastEvents(name: string | undefined) {
  return queryOptions({
    queryKey: ["past-events", name],
    queryFn: async ({ signal }): Promise<PastEvent[]> => (await answer(api.GET("/admin/past-events", { params: { query: { name, limit: 50 } }, signal }))).data ?? [],
  });
}
