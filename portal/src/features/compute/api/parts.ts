import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";
import type { Kind } from "../components/kinds";

export type Part = components["schemas"]["ResourceView"];

// All kinds are served in one shape; volumes speak for them here. SSH keys, images and snapshots have no actions.
const path = (kind: Kind) => kind.api as "/compute/volumes";
const onePath = (kind: Kind) => `${kind.api}/{id}` as "/compute/volumes/{id}";
const actionPath = (kind: Kind) => `${kind.api}/{id}/actions` as "/compute/volumes/{id}/actions";

export function isMoving(part: Part): boolean {
  return ["creating", "changing", "deleting"].includes(part.state);
}

export function listParts(kind: Kind) {
  return infiniteQueryOptions({
    queryKey: ["parts", kind.word, "list"],
    queryFn: ({ pageParam, signal }) => answer(api.GET(path(kind), { params: { query: { cursor: pageParam ?? undefined, limit: 200 } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    refetchInterval: (query) => (query.state.data?.pages.some((part) => ((part.data ?? []) as Part[]).some(isMoving)) ? 4000 : false),
    placeholderData: keepPreviousData,
  });
}

export function getPart(kind: Kind, id: string) {
  return queryOptions<Part>({
    queryKey: ["parts", kind.word, "one", id],
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data) ? 3000 : false),
    queryFn: ({ signal }) => answer(api.GET(onePath(kind), { params: { path: { id } }, signal })),
  });
}

export type NewPart = { instance_id: string; name?: string } & Record<string, unknown>;

export function makePart(kind: Kind, body: NewPart, header: KeyHeader) {
  return answer(api.POST(path(kind), { params: { header }, body: body as never }));
}

export async function removePart(kind: Kind, id: string) {
  await answer(api.DELETE(onePath(kind), { params: { path: { id } } }));
}

export interface PartAction {
  action: string;
  instance_id?: string;
  params?: Record<string, unknown>;
}

export function actOnPart(kind: Kind, id: string, body: PartAction, header: KeyHeader) {
  return answer(api.POST(actionPath(kind), { params: { path: { id }, header }, body: body as never }));
}
