import { decimalOf, parseMoney, type Money } from "@hostler/ui/lib/money";

/** What a field of an amount begins with. */
export const typedOf = decimalOf;

/** A typed amount above zero, and not above `most` where there is one; null for anything else. */
export function amountOf(text: string | undefined, currency: string, most?: Money): Money | null {
  const money = parseMoney(text ?? "", currency);
  if (!money || money.amount <= 0 || (most && money.amount > most.amount)) return null;
  return money;
}
