import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export const services = queryOptions({
  queryKey: ["services", "overview"],
  queryFn: ({ signal }) => answer(api.GET("/services", { params: { query: { limit: 200 } }, signal })),
});

/** What comes next, and the credit that there is to pay it with. */
export const upcoming = queryOptions({
  queryKey: ["billing", "upcoming"],
  queryFn: ({ signal }) => answer(api.GET("/billing/upcoming", { signal })),
});

export const activity = queryOptions({
  queryKey: ["activity", "latest"],
  queryFn: ({ signal }) => answer(api.GET("/account/activity", { params: { query: { limit: 8 } }, signal })),
});
