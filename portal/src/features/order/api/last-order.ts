const kept = "hostler.last_order";
const livesMs = 3_600_000;

export interface LastOrder {
  invoice: string;
  payment?: string;
}

/** For who comes back to the checkout by Back, in this window, soon. */
export function rememberOrder(order: LastOrder) {
  sessionStorage.setItem(kept, JSON.stringify({ ...order, at: Date.now() }));
}

export function lastOrder(): LastOrder | null {
  try {
    const order = JSON.parse(sessionStorage.getItem(kept) ?? "null") as (LastOrder & { at: number }) | null;
    return order && Date.now() - order.at < livesMs ? order : null;
  } catch {
    return null;
  }
}
