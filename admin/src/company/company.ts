import type { components } from "@hostler/web-kit/schema";
import { answerTagged, ifMatch } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

/** Who the seller is, as its documents say it. */
export type Company = components["schemas"]["CompanyView"];
export type CompanyChange = components["schemas"]["CompanyPatch"];

export const getCompany = queryOptions({
  queryKey: ["company"],
  queryFn: ({ signal }) => answerTagged<Company>(api.GET("/admin/company", { signal })),
});

/** Over the version that was read; over any, without one. */
export const changeCompany = (body: CompanyChange, tag: string | undefined) => answerTagged<Company>(api.PATCH("/admin/company", { params: { header: ifMatch(tag) }, body }));
