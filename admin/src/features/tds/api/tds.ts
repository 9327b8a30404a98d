import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type Tds = components["schemas"]["TdsView"];

export const listTds = () => pagedQuery(["tds", "list"], (page, signal) => answer(api.GET("/admin/tds-deductions", { params: { query: page }, signal })));

export const completeTds = (id: string, body: components["schemas"]["CompleteTds"]) => answer(api.PATCH("/admin/tds-deductions/{id}", { params: { path: { id } }, body }));
