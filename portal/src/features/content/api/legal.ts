import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** The newest, or one of those before. */
export function getLegalText(slug: string, version?: number) {
  return queryOptions({
    queryKey: ["legal", "one", slug, version],
    staleTime: 300_000,
    queryFn: ({ signal }) => answer(api.GET("/legal/{slug}", { params: { path: { slug }, query: { version } }, signal })),
  });
}
