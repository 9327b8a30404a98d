import { hearWindows, tellWindows } from "@hostler/web-kit/windows";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import type { Cart } from "../api/cart";

function signatureOf(cart: Cart): string {
  return JSON.stringify([(cart.items ?? []).map((item) => [item.id, item.cycle, item.quantity]), cart.coupon ?? "", cart.total]);
}

/** One account, one cart, many windows: what one changes the others show, and say that it was changed there. */
export function useSharedCart(cart: Cart | undefined) {
  const queries = useQueryClient();
  const own = useRef("");
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (!cart) return;
    own.current = signatureOf(cart);
    tellWindows("cart", own.current);
  }, [cart]);
  useEffect(
    () =>
      hearWindows("cart", (signature) => {
        if (!own.current || signature === own.current) return;
        setChanged(true);
        void queries.invalidateQueries({ queryKey: ["cart"] });
      }),
    [queries],
  );
  return { changed, seen: () => setChanged(false) };
}
