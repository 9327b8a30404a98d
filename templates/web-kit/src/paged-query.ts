import { infiniteQueryOptions, keepPreviousData, type InfiniteData, type QueryKey } from "@tanstack/react-query";

/** One part of a list as the API gives it. */
export interface ListPart<Row> {
  data?: Row[];
  next_cursor?: string | null;
}

/**
 * A list of the server's that grows by its cursor; what was shown stays while another filter is asked for.
 * `pagedQuery(["jobs", "list", filter], (page, signal) => answer(api.GET("/admin/jobs", { params: { query: { ...filter, ...page } }, signal })))`
 */
export function pagedQuery<Row>(queryKey: QueryKey, ask: (page: { cursor?: string; limit: number }, signal: AbortSignal) => Promise<ListPart<Row>>, limit = 50) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask({ cursor: pageParam ?? undefined, limit }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** All rows that have come so far. */
export function rowsOf<Row>(list: InfiniteData<ListPart<Row>, unknown>): Row[] {
  return list.pages.flatMap((part) => part.data ?? []);
}

/** The value where it is one of those that the API knows: what is typed into the address and is none is no filter. */
export function oneOf<T extends string>(all: readonly T[], value: string | undefined): T | undefined {
  return all.find((one) => one === value);
}
