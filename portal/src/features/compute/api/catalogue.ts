import { answer } from "@hostler/web-kit/api-client";
import { ApiError } from "@hostler/web-kit/problem";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

export interface Offer {
  id: string;
  name: string;
  distribution?: string;
  available?: boolean;
}

/** What the provider of a machine has to choose from; nothing where it has no such thing. */
export function offersFor(word: "images" | "apps" | "sizes", instance_id: string) {
  return queryOptions({
    queryKey: ["offers", word, instance_id],
    enabled: instance_id !== "",
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      try {
        const { data } = await answer(api.GET(`/compute/${word}`, { params: { query: { instance_id } }, signal }));
        return ((data ?? []) as Offer[]).filter((one) => one.available !== false);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return [];
        throw error;
      }
    },
  });
}
