import type { Money } from "@hostler/ui/lib/money";

import type { Saved } from "./methods";

const mark = "saved:";

/** How one pays: at a gateway, by what is saved there or by what the gateway asks for then. */
export interface Choice {
  gateway: string;
  saved?: string;
}

/** A radio button's value for a saved way to pay. */
export function savedValue(method: Saved): string {
  return mark + method.id;
}

export function isSavedValue(value: string): boolean {
  return value.startsWith(mark);
}

export function choiceOf(value: string, saved: Saved[]): Choice {
  const method = isSavedValue(value) ? saved.find((one) => savedValue(one) === value) : undefined;
  return method ? { gateway: method.gateway, saved: method.id } : { gateway: value };
}

/** Whether a saved way to pay can be charged this much now: a mandate has its limit. */
export function canCharge(method: Saved, amount: Money): boolean {
  if (!method.chargeable) return false;
  return !method.max_amount || (method.max_amount.currency === amount.currency && method.max_amount.amount >= amount.amount);
}
