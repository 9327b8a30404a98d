import { Money } from "@hostler/ui/money";

import type { CartItem } from "../api/cart";

/** Options and add-ons of a line, with what each costs in every cycle. */
export function CartExtras({ item }: { item: CartItem }) {
  const extras = item.extras ?? [];
  if (extras.length === 0) return null;
  return (
    <ul className="mt-1 text-xs text-muted-foreground">
      {extras.map((extra) => (
        <li key={extra.key}>
          {extra.title}
          {extra.price.amount > 0 && (
            <>
              {" · + "}
              <Money value={{ ...extra.price, amount: extra.price.amount * item.quantity }} mono />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
