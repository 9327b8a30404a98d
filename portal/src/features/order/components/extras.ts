import type { Money } from "@hostler/ui/lib/money";

import type { Cycle, Product } from "../../../catalog/products";

interface TierPrice {
  currency: string;
  cycle: Cycle;
  price: Money;
  setup_fee: Money;
  from: number;
}

/** What can be configured of a product, as the catalogue tells everybody. */
export interface ProductOption {
  id: string;
  name: string;
  title: string;
  description?: string | null;
  kind: "choice" | "quantity" | "flag";
  required: boolean;
  choices?: { name: string; title: string; pricing?: TierPrice[] }[];
  least: number;
  most: number;
  step: number;
  unit?: string | null;
  tiers: "volume" | "graduated";
  pricing?: TierPrice[];
}
export interface Addon {
  id: string;
  name: string;
  description?: string | null;
  max_quantity: number;
  pricing?: TierPrice[];
}

export type OptionValue = string | number | boolean;
export interface Extras {
  options: Record<string, OptionValue>;
  /** By id: how many. */
  addons: Record<string, number>;
}
export interface Cost {
  price: number;
  setup: number;
}

export function optionsOf(product: Product): ProductOption[] {
  return (product.configurable_options ?? []) as ProductOption[];
}
export function addonsOf(product: Product): Addon[] {
  return (product.addons ?? []) as Addon[];
}

/** What so many cost, in minor units: free without any price, null where it is not sold so. As the engine counts, which decides. */
export function costOf(pricing: TierPrice[] | undefined, tiers: "volume" | "graduated", quantity: number, currency: string, cycle: Cycle): Cost | null {
  if (quantity <= 0 || !pricing || pricing.length === 0) return { price: 0, setup: 0 };
  const some = pricing.filter((one) => one.currency === currency && one.cycle === cycle).sort((a, b) => a.from - b.from);
  const reached = some.filter((one) => one.from <= quantity);
  const last = reached.at(-1);
  if (!last) return null;
  if (tiers === "volume") return { price: last.price.amount * quantity, setup: last.setup_fee.amount };
  const price = reached.reduce((sum, one, index) => {
    // The first tier holds what lies below it, too.
    const begin = index === 0 ? 1 : one.from;
    const end = Math.min(quantity, (reached[index + 1]?.from ?? quantity + 1) - 1);
    return sum + one.price.amount * (end - begin + 1);
  }, 0);
  return { price, setup: last.setup_fee.amount };
}

/** What one option costs as it is chosen; null where it cannot be had so. */
export function costOfOption(option: ProductOption, value: OptionValue | undefined, currency: string, cycle: Cycle): Cost | null {
  if (value === undefined || value === false || value === "") return { price: 0, setup: 0 };
  if (option.kind === "choice") return costOf(option.choices?.find((choice) => choice.name === value)?.pricing, "volume", 1, currency, cycle);
  return costOf(option.pricing, option.tiers, option.kind === "quantity" ? Number(value) : 1, currency, cycle);
}

/** What must be chosen is chosen already: the first choice that is sold, the least of a quantity. */
export function firstExtras(product: Product, currency: string, cycle: Cycle): Extras {
  const options: Record<string, OptionValue> = {};
  for (const option of optionsOf(product)) {
    if (!option.required) continue;
    if (option.kind === "flag") options[option.name] = false;
    else if (option.kind === "quantity") options[option.name] = option.least;
    else {
      const sold = option.choices?.find((choice) => costOf(choice.pricing, "volume", 1, currency, cycle));
      if (sold) options[option.name] = sold.name;
    }
  }
  return { options, addons: {} };
}

/** One line of the running total each. */
export function linesOf(product: Product, extras: Extras, currency: string, cycle: Cycle): { key: string; title: string; cost: Cost | null }[] {
  const options = optionsOf(product).flatMap((option) => {
    const value = extras.options[option.name];
    if (value === undefined || value === false || value === 0) return [];
    const chosen =
      option.kind === "choice" ? option.choices?.find((choice) => choice.name === value)?.title : option.kind === "quantity" ? [value, option.unit].filter(Boolean).join(" ") : "";
    return [{ key: option.name, title: [option.title, chosen].filter(Boolean).join(": "), cost: costOfOption(option, value, currency, cycle) }];
  });
  const addons = addonsOf(product).flatMap((addon) => {
    const count = extras.addons[addon.id] ?? 0;
    return count > 0 ? [{ key: addon.id, title: count > 1 ? `${addon.name}: ${count}` : addon.name, cost: costOf(addon.pricing, "volume", count, currency, cycle) }] : [];
  });
  return [...options, ...addons];
}

/** As the cart takes it. */
export function extrasBody({ options, addons }: Extras): { options?: Record<string, OptionValue>; addons?: { id: string; quantity: number }[] } {
  const wanted = Object.entries(addons).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []));
  return { ...(Object.keys(options).length > 0 ? { options } : {}), ...(wanted.length > 0 ? { addons: wanted } : {}) };
}
