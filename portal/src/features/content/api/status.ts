import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Incident = components["schemas"]["IncidentView"];

/** Who looks at it looks because something is wrong: asked again each minute. */
export const status = queryOptions({
  queryKey: ["status"],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => answer(api.GET("/status", { signal })),
});
