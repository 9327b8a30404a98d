import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Article = components["schemas"]["ArticleView"];

interface ArticleFilter {
  q?: string;
  category?: string;
}

export function listArticles({ q, category }: ArticleFilter) {
  return infiniteQueryOptions({
    queryKey: ["articles", "list", q, category],
    staleTime: 300_000,
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/knowledgebase", { params: { query: { q: q?.slice(0, 100), category, cursor: pageParam ?? undefined, limit: 100 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The two longest words: all that are asked for must stand in an article, so fewer find more. */
export function tellingWords(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => [...word].length >= 4);
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 2);
}

/** Articles that may answer what is being asked; at most four. */
export function suggestArticles(text: string) {
  const words = tellingWords(text);
  return queryOptions({
    queryKey: ["articles", "suggested", words],
    enabled: words.length > 0,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const ask = async (q: string) => (await answer(api.GET("/knowledgebase", { params: { query: { q: q.slice(0, 100), limit: 4 } }, signal }))).data ?? [];
      const both = await ask(words.join(" "));
      return both.length > 0 || words.length === 1 ? both : ask(words[0] ?? "");
    },
  });
}
