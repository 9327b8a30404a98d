import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Server = components["schemas"]["ServerView"];

/** All servers, by their names: what services know them by. */
export const serversByName = queryOptions({
  queryKey: ["servers", "by-name"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { data = [] } = await answer(api.GET("/admin/servers", { params: { query: { limit: 200 } }, signal }));
    return new Map(data.map((server) => [server.name, server]));
  },
});
