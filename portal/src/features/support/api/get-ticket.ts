import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export function getTicket(id: string) {
  return queryOptions({
    queryKey: ["tickets", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/tickets/{id}", { params: { path: { id } }, signal })),
  });
}
