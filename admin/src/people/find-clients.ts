import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

/** The first dozen whose name, e-mail, account or company has what was typed. */
export function findClients(q: string) {
  return queryOptions({
    queryKey: ["clients", "find", q],
    queryFn: ({ signal }) => answer(api.GET("/admin/clients", { params: { query: { q: q || undefined, limit: 12 } }, signal })),
  });
}
