import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Host = components["schemas"]["HostView"];

export const listHosts = queryOptions({
  queryKey: ["hosts"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/hosts", { signal }))).data ?? [],
});

export const addHost = (host: string) => answer(api.POST("/admin/hosts", { body: { host } }));

export const removeHost = (host: string) => answer(api.DELETE("/admin/hosts/{host}", { params: { path: { host } } }));
