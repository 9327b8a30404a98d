import type { ListPart } from "@hostler/web-kit/paged-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

type Listed<Row> = UseInfiniteQueryResult<InfiniteData<ListPart<Row>, unknown>, Error>;

const enough = 20;
const mostParts = 10;

/** A list that its route can't narrow, narrowed here: parts are fetched until there are enough rows that fit, or no more. */
export function useSifted<Row>(query: Listed<Row>, fits: ((row: Row) => boolean) | null): Listed<Row> {
  const parts = query.data?.pages ?? [];
  const found = fits ? parts.reduce((sum, part) => sum + (part.data ?? []).filter(fits).length, 0) : enough;
  const wanting = found < enough && parts.length > 0 && parts.length < mostParts && query.hasNextPage && !query.isFetchingNextPage && !query.error;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (wanting) void fetchNextPage();
  }, [wanting, fetchNextPage]);
  if (!fits || !query.data) return query;
  // While nothing that fits was found and more is on its way, it is not known yet whether the list is empty.
  if (found === 0 && (wanting || query.isFetchingNextPage)) return { ...query, data: undefined, isPending: true } as unknown as Listed<Row>;
  return { ...query, data: { ...query.data, pages: parts.map((part) => ({ ...part, data: (part.data ?? []).filter(fits) })) } } as Listed<Row>;
}
