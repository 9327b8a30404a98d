import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../../api/client";

/** What the running engine says of itself. */
export interface SystemFacts {
  version: string;
  environment: string;
  mode: string;
  database: string;
  connections: { open: number; used: number };
  now: string;
  node: number;
  nodes: number;
  jobs?: { done: number; parked: number; retried: number; running: number };
  plugins: { instance: string; plugin: string; version: string; running: number }[];
}

export interface Seen {
  facts: SystemFacts;
  /** How far this browser's clock stands from the engine's, in seconds. */
  skew: number;
}

export const system = queryOptions({
  queryKey: ["system", "seen"],
  refetchInterval: 30_000,
  queryFn: async ({ signal }): Promise<Seen> => {
    const facts = (await answer(api.GET("/admin/system", { signal }))) as unknown as SystemFacts;
    return { facts, skew: Math.round((Date.now() - Date.parse(facts.now)) / 1000) };
  },
});

const most = 200;

/** How many jobs stand in a state; beyond what one call tells it says "more than". */
export function queueDepth(state: "queued" | "parked") {
  return queryOptions({
    queryKey: ["jobs", "depth", state],
    refetchInterval: 30_000,
    queryFn: async ({ signal }) => {
      const { data = [], next_cursor: more } = await answer(api.GET("/admin/jobs", { params: { query: { state, due: state === "queued" || undefined, limit: most } }, signal }));
      return { count: data.length, more: Boolean(more), oldest: data.at(-1)?.run_at };
    },
  });
}
