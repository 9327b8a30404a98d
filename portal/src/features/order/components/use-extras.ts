import { ApiError } from "@hostler/web-kit/problem";
import { useState } from "react";

import type { Cycle, Product } from "../../../catalog/products";

import { addonsOf, extrasBody, firstExtras, linesOf, optionsOf, type Extras } from "./extras";

/** What was chosen of a product's options and add-ons, and what the cart says to it. */
export function useExtras(product: Product, currency: string, cycle: Cycle | undefined) {
  const [chosen, setChosen] = useState<Extras | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const known = cycle ?? "monthly";
  const extras = chosen ?? firstExtras(product, currency, known);
  const body = extrasBody(extras);
  const lines = linesOf(product, extras, currency, known);
  return {
    any: optionsOf(product).length + addonsOf(product).length > 0,
    extras,
    change: (next: Extras) => {
      setChosen(next);
      setErrors({});
    },
    errors,
    body,
    lines,
    price: lines.reduce((sum, line) => sum + (line.cost?.price ?? 0), 0),
    setup: lines.reduce((sum, line) => sum + (line.cost?.setup ?? 0), 0),
    /** Puts what is about options on them; true where nothing else is wrong. */
    place: (error: unknown): boolean => {
      if (!(error instanceof ApiError)) return false;
      const placed: Record<string, string> = {};
      for (const { field, message } of error.errors) {
        const option = /^options\.(.+)$/.exec(field)?.[1];
        const addon = /^addons\[(\d+)\]/.exec(field)?.[1];
        const key = option ?? (addon === undefined ? undefined : body.addons?.[Number(addon)]?.id);
        if (key) placed[key] ??= message;
      }
      setErrors(placed);
      return error.errors.length > 0 && Object.keys(placed).length === error.errors.length;
    },
  };
}
