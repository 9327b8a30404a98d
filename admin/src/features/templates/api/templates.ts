import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { answerTagged, ifMatch } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export type Template = components["schemas"]["TemplateView"];
export type Draft = components["schemas"]["TemplateDraft"];
export type Summary = components["schemas"]["TemplateSummary"];

export const kinds = ["mail", "sms", "invoice"] as const;
export const parts = ["subject", "html", "text"] as const;
export type Part = (typeof parts)[number];

export interface Place {
  kind: string;
  name: string;
  locale: string;
}

export const listTemplates = queryOptions({
  queryKey: ["templates", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/templates", { signal }))).data ?? [],
});

export function getTemplate({ kind, name, locale }: Place) {
  return queryOptions({
    queryKey: ["templates", "one", kind, name, locale],
    queryFn: ({ signal }) => answerTagged(api.GET("/admin/templates/{kind}/{name}", { params: { path: { kind, name }, query: { locale } }, signal })),
  });
}

// The language goes into the query also where a body goes along, which the description does not name.
const at = ({ kind, name, locale }: Place, header: object = {}) => ({ params: { path: { kind, name }, query: { locale }, header } as never });

export function saveTemplate(place: Place, draft: Draft, tag: string | undefined): Promise<Template> {
  return answer(api.PUT("/admin/templates/{kind}/{name}", { ...at(place, ifMatch(tag)), body: draft }));
}

export function previewTemplate(place: Place, draft: Draft) {
  return answer(api.POST("/admin/templates/{kind}/{name}/preview", { ...at(place), body: draft }));
}

export function resetTemplate(place: Place): Promise<Template> {
  return answer(api.POST("/admin/templates/{kind}/{name}/reset", at(place)));
}

/** A piece that many share: it has no words of its own to be shown with. */
export function isShared(name: string): boolean {
  return name.startsWith("_");
}
