import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

/** Terms, privacy and whatever else the shop has, in its order; without their texts. */
export const legalTexts = queryOptions({
  queryKey: ["legal", "list"],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await answer(api.GET("/legal", { signal }))).data ?? [],
});
