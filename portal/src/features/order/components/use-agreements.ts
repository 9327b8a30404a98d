import { useQueries } from "@tanstack/react-query";

import { agreementsFor, consentsAskedBy, type Agreement } from "../api/agreements";
import type { Cart } from "../api/cart";

/** All agreements that this cart asks for, each once, as one query. */
export function useAgreements(cart: Cart) {
  return useQueries({
    queries: consentsAskedBy(cart).map(agreementsFor),
    combine: (asked) => {
      const isPending = asked.some((query) => query.isPending);
      const byKey = new Map<string, Agreement>();
      for (const query of asked) for (const agreement of query.data ?? []) byKey.set(agreement.key, agreement);
      return {
        data: isPending || asked.some((query) => query.data === undefined) ? undefined : [...byKey.values()],
        error: asked.find((query) => query.error)?.error ?? null,
        isPending,
        isFetching: asked.some((query) => query.isFetching),
        refetch: () => Promise.all(asked.map((query) => query.refetch())),
      };
    },
  });
}
