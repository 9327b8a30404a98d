import { decimalOf, parseMoney } from "@hostler/ui/lib/money";

import type { Meter, Metering } from "../api/meters";

interface TierDraft {
  up_to: string;
  unit_price: string;
}

/** A meter as it is being written. */
export interface MeterDraft {
  name: string;
  title: string;
  unit: string;
  metering: Metering;
  included: string;
  whole_units: boolean;
  prices: { currency: string; cap: string; tiers: TierDraft[] }[];
}

export function emptyMeter(currencies: string[]): MeterDraft {
  return {
    name: "",
    title: "",
    unit: "GB",
    metering: "sum",
    included: "0",
    whole_units: false,
    prices: currencies.map((currency) => ({ currency, cap: "", tiers: [{ up_to: "", unit_price: "" }] })),
  };
}

export function meterDraftOf(meter: Meter): MeterDraft {
  return {
    name: meter.name,
    title: meter.title,
    unit: meter.unit,
    metering: meter.metering,
    included: meter.included ?? "0",
    whole_units: meter.whole_units ?? false,
    prices: (meter.prices ?? []).map(({ currency, cap, tiers }) => ({
      currency,
      cap: cap ? decimalOf(cap) : "",
      tiers: (tiers ?? []).map((tier) => ({ up_to: tier.up_to ?? "", unit_price: tier.unit_price })),
    })),
  };
}

const isDecimal = (text: string) => /^\d+(\.\d+)?$/.test(text);

/** As the API takes it; `broken` names what is no number. */
export function readMeter(draft: MeterDraft): { meter: Meter; broken: string[] } {
  const broken: string[] = [];
  const included = draft.included.trim() || "0";
  if (!isDecimal(included)) broken.push("included");
  const prices = draft.prices.map((price, at) => {
    const cap = price.cap.trim() ? parseMoney(price.cap, price.currency) : undefined;
    if (cap === null) broken.push(`prices[${at}].cap`);
    const tiers = price.tiers.map((tier, step) => {
      const [unit_price, up_to] = [tier.unit_price.trim(), tier.up_to.trim()];
      if (!isDecimal(unit_price)) broken.push(`prices[${at}].tiers[${step}].unit_price`);
      if (up_to && !isDecimal(up_to)) broken.push(`prices[${at}].tiers[${step}].up_to`);
      return { unit_price, ...(up_to ? { up_to } : {}) };
    });
    return { currency: price.currency, tiers, ...(cap ? { cap } : {}) };
  });
  return {
    meter: { name: draft.name.trim(), title: draft.title.trim(), unit: draft.unit.trim(), metering: draft.metering, included, whole_units: draft.whole_units, prices },
    broken,
  };
}
