import { decimalOf, parseMoney } from "@hostler/ui/lib/money";

import type { Cycle } from "./cycles";
import type { TierPrice } from "./extras";

/** One price as it is being written: its row keeps its place, so that an answer about "pricing[2]" finds it. */
export interface TierDraft {
  currency: string;
  cycle: Cycle;
  from: string;
  price: string;
  setup: string;
}

export function tierDraftsOf(prices: TierPrice[] | undefined): TierDraft[] {
  return (prices ?? []).map(({ currency, cycle, from, price, setup_fee }) => ({
    currency,
    cycle,
    from: String(from ?? 1),
    price: decimalOf(price),
    setup: setup_fee.amount === 0 ? "" : decimalOf(setup_fee),
  }));
}

/** As the API takes them; `broken` are the rows that hold no amount. */
export function readTiers(drafts: TierDraft[], tiered: boolean): { prices: TierPrice[]; broken: number[] } {
  const broken: number[] = [];
  const prices = drafts.map(({ currency, cycle, from, price, setup }, index) => {
    const each = parseMoney(price, currency);
    const once = setup.trim() === "" ? { amount: 0, currency } : parseMoney(setup, currency);
    const fits = each && each.amount >= 0 && once && once.amount >= 0 && (!tiered || /^[1-9]\d{0,6}$/.test(from.trim()));
    if (!fits) broken.push(index);
    return { currency, cycle, from: tiered ? Number(from) : 1, price: each ?? { amount: 0, currency }, setup_fee: once ?? { amount: 0, currency } };
  });
  return { prices, broken };
}
