import { decimalOf, parseMoney, type Money } from "@hostler/ui/lib/money";
import type { components } from "@hostler/web-kit/schema";

import { cycles, type Cycle } from "./cycles";

export type Price = components["schemas"]["PriceView"];

/** Prices as they are typed, by `cellOf(currency, cycle)`. An empty price is no price: not sold so. */
export type PriceCells = Record<string, { price: string; setup: string }>;

export function cellOf(currency: string, cycle: Cycle): string {
  return `${currency}.${cycle}`;
}

export function cellsOf(prices: Price[]): PriceCells {
  return Object.fromEntries(
    prices.map(({ currency, cycle, price, setup_fee }) => [cellOf(currency, cycle), { price: decimalOf(price), setup: setup_fee.amount === 0 ? "" : decimalOf(setup_fee) }]),
  );
}

export function currenciesIn(prices: { currency: string }[]): string[] {
  return [...new Set(prices.map(({ currency }) => currency))];
}

export interface PricesRead {
  prices: Price[];
  /** Which cell each of them was typed in, so that an answer about "pricing[2]" finds it. */
  places: string[];
  /** Cells that hold no amount of their currency. */
  broken: string[];
}

/** What was typed, as the API takes it, in the order of currencies and cycles. */
export function readPrices(cells: PriceCells, currencies: string[]): PricesRead {
  const read: PricesRead = { prices: [], places: [], broken: [] };
  for (const currency of currencies)
    for (const cycle of cycles) {
      const place = cellOf(currency, cycle);
      const typed = cells[place];
      if (!typed || (typed.price.trim() === "" && typed.setup.trim() === "")) continue;
      const price = parseMoney(typed.price, currency);
      const setup: Money | null = typed.setup.trim() === "" ? { amount: 0, currency } : parseMoney(typed.setup, currency);
      if (!price || price.amount < 0 || !setup || setup.amount < 0) {
        read.broken.push(place);
        continue;
      }
      read.prices.push({ currency, cycle, price, setup_fee: setup });
      read.places.push(place);
    }
  return read;
}
