import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

/** Colleagues by their ids. Who may not see them sees the ids. */
export const staffNames = queryOptions({
  queryKey: ["staff", "names"],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async ({ signal }) => {
    const { data = [] } = await answer(api.GET("/admin/staff", { params: { query: { limit: 200 } }, signal }));
    return new Map(data.map(({ id, name }) => [id, name]));
  },
});
