import { CartLine } from "./cart-line";
import { DomainLine } from "./domain-line";
import type { Cart } from "../api/cart";

/** Everything in the cart. `fixed`: terms of domains are decided by now. */
export function CartLines({ cart, label, fixed }: { cart: Cart; label: string; fixed?: boolean }) {
  return (
    <ul className="divide-y" aria-label={label}>
      {(cart.items ?? []).map((item) => (item.type === "domain" ? <DomainLine key={item.id} item={item} fixed={fixed} /> : <CartLine key={item.id} item={item} />))}
    </ul>
  );
}
