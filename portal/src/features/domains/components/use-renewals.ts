import { newKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { addToCart } from "../../../cart/cart";
import type { Domain } from "../api/domains";

export interface RenewalResult {
  state: "adding" | "done" | "failed";
  reason?: string;
}

/** Adds renewals to the cart by one call each; a second attempt is the same request, until it was refused. */
export function useRenewals(domains: Domain[]) {
  const explain = useExplain();
  const queries = useQueryClient();
  const [keys] = useState(() => new Map(domains.map(({ id }) => [id, newKey()])));
  const [results, setResults] = useState<Record<string, RenewalResult>>({});
  const [busy, setBusy] = useState(false);
  const tell = (id: string, result: RenewalResult) => setResults((now) => ({ ...now, [id]: result }));
  /** True when all are in the cart. */
  const run = async (some: Domain[], years: number): Promise<boolean> => {
    setBusy(true);
    let good = true;
    for (const { id, name } of some) {
      tell(id, { state: "adding" });
      try {
        queries.setQueryData(["cart"], await addToCart({ type: "domain", domain: name, action: "renew", years }, { "Idempotency-Key": keys.get(id) ?? newKey() }));
        tell(id, { state: "done" });
      } catch (error) {
        if (error instanceof ApiError && error.code === "already_in_cart") {
          tell(id, { state: "done" });
          continue;
        }
        if (error instanceof ApiError && error.status > 0) keys.set(id, newKey());
        good = false;
        tell(id, { state: "failed", reason: explain(error).detail });
      }
    }
    setBusy(false);
    return good;
  };
  return { results, busy, run };
}
