/** Money as the API has it: integer minor units. */
export interface Money {
  amount: number;
  currency: string;
}

const exponents = new Map<string, number>();

/** How many digits a currency has after the point: 2 for INR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  let digits = exponents.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    exponents.set(currency, digits);
  }
  return digits;
}

/** The decimal as text, without a floating point number on the way: 12345 INR is "123.45". */
export function decimalOf({ amount, currency }: Money): string {
  const digits = exponentOf(currency);
  const sign = amount < 0 ? "-" : "";
  const all = String(Math.abs(amount)).padStart(digits + 1, "0");
  return digits === 0 ? sign + all : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** What a person typed as minor units, or null where it is no amount of this currency. */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = exponentOf(currency);
  const plain = text.replaceAll(/[\s,₹$€£]/g, "");
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!found) return null;
  const [, sign, whole = "", rest = ""] = found;
  if (rest.length > digits) return null;
  const amount = Number(whole + rest.padEnd(digits, "0"));
  if (!Number.isSafeInteger(amount)) return null;
  return { amount: sign && amount !== 0 ? -amount : amount, currency };
}

/** "en" where rupees are counted groups in lakhs. */
export function moneyLocale(locale: string, currency: string): string {
  return locale === "en" && currency === "INR" ? "en-IN" : locale === "hi" ? "hi-IN" : locale;
}

/** `whole` leaves away ".00": for prices in large print, never in a bill. */
export function formatMoney(money: Money, locale: string, whole = false): string {
  // Intl takes a decimal string and keeps every digit of it.
  const text = decimalOf(money) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(moneyLocale(locale, money.currency), {
    style: "currency",
    currency: money.currency,
    trailingZeroDisplay: whole ? "stripIfInteger" : "auto",
  }).format(text);
}

/** The sum by currency; nothing is ever converted. */
export function sumByCurrency(all: Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of all) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
