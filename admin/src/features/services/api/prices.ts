import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type AnnouncedPrice = components["schemas"]["ServicePriceView"];

/** The newest first. */
export function announcedPrices(id: string) {
  return queryOptions({
    queryKey: ["services", "prices", id],
    queryFn: async ({ signal }): Promise<AnnouncedPrice[]> =>
      [...((await answer(api.GET("/admin/services/{id}/prices", { params: { path: { id } }, signal }))).data ?? [])].reverse(),
  });
}
