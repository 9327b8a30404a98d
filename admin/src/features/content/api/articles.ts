import { answer } from "@hostler/web-kit/api-client";
import { pagedQuery } from "@hostler/web-kit/paged-query";
import type { components } from "@hostler/web-kit/schema";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

import { onVersion, tagged } from "./tagged";

export type Article = components["schemas"]["AdminArticleView"];
export type ArticleEdit = components["schemas"]["ArticleEdit"];

export function listArticles(filter: { q?: string; category?: string; language?: string }) {
  return pagedQuery(["articles", "list", filter], (page, signal) => answer(api.GET("/admin/knowledgebase", { params: { query: { ...filter, ...page } }, signal })));
}

export function getArticle(id: string) {
  return queryOptions({
    queryKey: ["articles", "one", id],
    queryFn: ({ signal }) => tagged(api.GET("/admin/knowledgebase/{id}", { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });
}

export const addArticle = (body: ArticleEdit, header: { "Idempotency-Key": string }) => answer(api.POST("/admin/knowledgebase", { params: { header }, body }));

export const changeArticle = (id: string, body: ArticleEdit, etag: string | null) =>
  answer(api.PATCH("/admin/knowledgebase/{id}", { params: { path: { id }, header: onVersion(etag) }, body }));

export const removeArticle = (id: string) => answer(api.DELETE("/admin/knowledgebase/{id}", { params: { path: { id } } }));
