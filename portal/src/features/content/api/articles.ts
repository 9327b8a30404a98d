import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export function getArticle(slug: string) {
  return queryOptions({
    queryKey: ["articles", "one", slug],
    staleTime: 300_000,
    queryFn: ({ signal }) => answer(api.GET("/knowledgebase/{slug}", { params: { path: { slug } }, signal })),
  });
}

export async function judgeArticle(slug: string, helpful: boolean) {
  await answer(api.POST("/knowledgebase/{slug}/feedback", { params: { path: { slug } }, body: { helpful } }));
}
