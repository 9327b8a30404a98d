import { decimalOf, parseMoney, type Money } from "@hostler/ui/lib/money";

import type { Tld } from "../api/tlds";

export interface TldPriceDraft {
  currency: string;
  years: string;
  register: string;
  renew: string;
  transfer: string;
}

export interface TldFeesDraft {
  currency: string;
  grace_fee: string;
  restore_fee: string;
}

export interface TldDraft {
  tld: string;
  registrar: string;
  active: boolean;
  position: string;
  min_years: string;
  max_years: string;
  grace_days: string;
  redemption_days: string;
  tax_class: string;
  /** One a line. */
  requirements: string;
  cost: string;
  cost_currency: string;
  prices: TldPriceDraft[];
  fees: TldFeesDraft[];
}

export function emptyTld(currency: string): TldDraft {
  return {
    tld: "",
    registrar: "",
    active: true,
    position: "0",
    min_years: "1",
    max_years: "10",
    grace_days: "30",
    redemption_days: "30",
    tax_class: "998319",
    requirements: "",
    cost: "",
    cost_currency: currency,
    prices: [{ currency, years: "1", register: "", renew: "", transfer: "" }],
    fees: [],
  };
}

const shown = (money: Money | null | undefined) => (money ? decimalOf(money) : "");

export function tldDraftOf(tld: Tld, currency: string): TldDraft {
  return {
    tld: tld.tld,
    registrar: tld.registrar,
    active: tld.active ?? true,
    position: String(tld.position ?? 0),
    min_years: String(tld.min_years ?? 1),
    max_years: String(tld.max_years ?? 10),
    grace_days: String(tld.grace_days ?? 30),
    redemption_days: String(tld.redemption_days ?? 30),
    tax_class: tld.tax_class ?? "",
    requirements: (tld.requirements ?? []).join("\n"),
    cost: shown(tld.highest_cost),
    cost_currency: tld.highest_cost?.currency ?? currency,
    prices: (tld.prices ?? []).map(({ years, register, renew, transfer }) => ({
      currency: (register ?? renew ?? transfer)?.currency ?? currency,
      years: String(years ?? 1),
      register: shown(register),
      renew: shown(renew),
      transfer: shown(transfer),
    })),
    fees: (tld.fees ?? []).map(({ grace_fee, restore_fee }) => ({ currency: grace_fee.currency, grace_fee: shown(grace_fee), restore_fee: shown(restore_fee) })),
  };
}

/** As the API takes it; `broken` names what is no number or no amount, as an answer would. */
export function readTld(draft: TldDraft): { body: Tld; broken: string[] } {
  const broken: string[] = [];
  const whole = (name: "position" | "min_years" | "max_years" | "grace_days" | "redemption_days") => {
    if (!/^\d{1,6}$/.test(draft[name].trim())) broken.push(name);
    return Number(draft[name]);
  };
  const amount = (text: string, currency: string, field: string): Money | null => {
    if (text.trim() === "") return null;
    const read = parseMoney(text, currency);
    if (!read || read.amount < 0) broken.push(field);
    return read;
  };
  const prices = draft.prices.map((price, at) => {
    if (!/^([1-9]|10)$/.test(price.years.trim())) broken.push(`prices[${at}]`);
    const [register, renew, transfer] = (["register", "renew", "transfer"] as const).map((part) => amount(price[part], price.currency, `prices[${at}]`));
    if (!register && !renew && !transfer) broken.push(`prices[${at}]`);
    return { years: Number(price.years), register, renew, transfer };
  });
  const fees = draft.fees.map((fee, at) => ({
    grace_fee: amount(fee.grace_fee, fee.currency, `fees[${at}]`) ?? { amount: 0, currency: fee.currency },
    restore_fee: amount(fee.restore_fee, fee.currency, `fees[${at}]`),
  }));
  const body: Tld = {
    tld: draft.tld.trim(),
    registrar: draft.registrar,
    active: draft.active,
    position: whole("position"),
    min_years: whole("min_years"),
    max_years: whole("max_years"),
    grace_days: whole("grace_days"),
    redemption_days: whole("redemption_days"),
    tax_class: draft.tax_class.trim(),
    requirements: draft.requirements
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    highest_cost: amount(draft.cost, draft.cost_currency, "highest_cost"),
    prices,
    fees,
  };
  return { body, broken: [...new Set(broken)] };
}
