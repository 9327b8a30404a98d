import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** Asks the registry itself about one name. */
export function checkName(domain: string, currency: string) {
  return answer(api.GET("/domains/check", { params: { query: { domain, currency } } }));
}
