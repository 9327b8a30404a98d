import { answer } from "@hostler/web-kit/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

import type { Rule } from "./rules";

const name = "hostler.rules";
/** How old may be what is told of rules above every page. */
export const freshMs = 120_000;

/** What of a rule must be known to say that it stands still. */
export interface ToldRule {
  name: string;
  title: string;
  own: boolean;
  enabled: boolean;
  ran: boolean;
}
interface Kept {
  user: string;
  at: number;
  rules: ToldRule[];
}

function kept(user: string): Kept | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? "null") as Kept | null;
    return found?.user === user && found.at <= Date.now() && Array.isArray(found.rules) ? found : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether rules stand still, asked for once in two minutes however many pages and windows are opened meanwhile: what one has
 * heard is kept for the next. What is changed here is asked for at once, as all that hangs on "rules".
 */
export function toldRules(user: string) {
  return queryOptions({
    queryKey: ["rules", "told", user],
    staleTime: freshMs,
    retry: false,
    refetchInterval: ({ state }) => {
      const last = Math.max(state.dataUpdatedAt, state.errorUpdatedAt);
      return last === 0 ? freshMs : Math.max(1_000, last + freshMs - Date.now());
    },
    initialData: () => kept(user)?.rules,
    initialDataUpdatedAt: () => kept(user)?.at,
    queryFn: async ({ signal }) => {
      const { data = [] } = await answer(api.GET("/admin/rules", { signal }));
      const rules = data.map((rule: Rule): ToldRule => ({ name: rule.name, title: rule.title, own: rule.own, enabled: rule.enabled, ran: Boolean(rule.last_run) }));
      localStorage.setItem(name, JSON.stringify({ user, at: Date.now(), rules } satisfies Kept));
      return rules;
    },
  });
}
