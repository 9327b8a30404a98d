import type { FieldSchema } from "@hostler/ui/lib/schema";
import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** What the registry of a new domain wants to know beside its contacts, as JSON Schema. Names of one ending are asked the same. */
export function registrationFields(domain: string) {
  return queryOptions({
    queryKey: ["registration-fields", domain.slice(domain.indexOf(".") + 1)],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await answer(api.GET("/domains/registration-fields", { params: { query: { domain } }, signal }))) as FieldSchema,
  });
}
