import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** Whether a name is registered, and what it costs to move it here: asked of the registry before anything is paid. */
export function checkTransfer(domain: string) {
  return queryOptions({
    queryKey: ["domains", "check", domain],
    staleTime: 0,
    queryFn: ({ signal }) => answer(api.GET("/domains/check", { params: { query: { domain } }, signal })),
  });
}
