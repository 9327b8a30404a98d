import { parseMoney, type Money } from "@hostler/ui/lib/money";

/** A line as it is typed. */
export interface TypedLine {
  /** Only so that a line that goes does not take another's place. */
  key: string;
  description: string;
  quantity: string;
  price: string;
  discount: string;
  sac: string;
}

/** A line as the API takes it. */
export interface LineBody {
  description: string;
  quantity: string;
  unit_price: Money;
  discount?: Money;
  sac?: string;
}

let made = 0;
export function blankLine(): TypedLine {
  made += 1;
  return { key: `line-${made}`, description: "", quantity: "1", price: "", discount: "", sac: "" };
}

export interface LineFaults {
  description?: boolean;
  quantity?: boolean;
  price?: boolean;
  discount?: boolean;
}

const decimal = /^\d{1,9}(?:\.\d{1,6})?$/;

/** What is wrong with a line at first sight; the server judges the rest. */
export function faultsOf(line: TypedLine, currency: string): LineFaults {
  const faults: LineFaults = {};
  if (!line.description.trim()) faults.description = true;
  if (!decimal.test(line.quantity.trim()) || !/[1-9]/.test(line.quantity)) faults.quantity = true;
  if (!parseMoney(line.price, currency)) faults.price = true;
  if (line.discount.trim() && !parseMoney(line.discount, currency)) faults.discount = true;
  return faults;
}

export function bodyOf(line: TypedLine, currency: string): LineBody {
  const discount = line.discount.trim() ? parseMoney(line.discount, currency) : null;
  return {
    description: line.description.trim(),
    quantity: line.quantity.trim(),
    unit_price: parseMoney(line.price, currency) ?? { amount: 0, currency },
    ...(discount ? { discount } : {}),
    ...(line.sac.trim() ? { sac: line.sac.trim() } : {}),
  };
}

/** Quantity times price less discount, half up to whole minor units; null while something is missing. */
export function valueOf(line: TypedLine, currency: string): Money | null {
  const price = parseMoney(line.price, currency);
  const quantity = line.quantity.trim();
  if (!price || !decimal.test(quantity)) return null;
  const [whole = "0", part = ""] = quantity.split(".");
  const scale = 10n ** BigInt(part.length);
  const product = BigInt(price.amount) * BigInt(whole + part);
  const rounded = (2n * (product < 0n ? -product : product) + scale) / (2n * scale);
  const off = line.discount.trim() ? (parseMoney(line.discount, currency)?.amount ?? 0) : 0;
  return { amount: Number(product < 0n ? -rounded : rounded) - off, currency };
}
