import { decimalOf, parseMoney } from "@hostler/ui/lib/money";

import type { Cycle } from "../../../catalogue/cycles";
import type { Coupon } from "../api/coupons";

export interface CouponDraft {
  code: string;
  by: "percent" | "amount";
  percent: string;
  amount: string;
  currency: string;
  /** Of how many periods; `life` leaves the number out. */
  life: boolean;
  periods: string;
  renewal_only: boolean;
  products: string[];
  product_cycles: string[];
  client_groups: string[];
  new_clients_only: boolean;
  max_uses: string;
  per_client: string;
  valid_from: string;
  valid_to: string;
  active: boolean;
}

export function emptyCoupon(currency: string): CouponDraft {
  return {
    code: "",
    by: "percent",
    percent: "",
    amount: "",
    currency,
    life: false,
    periods: "1",
    renewal_only: false,
    products: [],
    product_cycles: [],
    client_groups: [],
    new_clients_only: false,
    max_uses: "",
    per_client: "1",
    valid_from: "",
    valid_to: "",
    active: true,
  };
}

export function couponDraftOf(coupon: Coupon, currency: string): CouponDraft {
  return {
    code: coupon.code,
    by: coupon.amount ? "amount" : "percent",
    percent: coupon.percent ?? "",
    amount: coupon.amount ? decimalOf(coupon.amount) : "",
    currency: coupon.amount?.currency ?? currency,
    life: coupon.cycles === "life",
    periods: typeof coupon.cycles === "number" ? String(coupon.cycles) : "1",
    renewal_only: coupon.renewal_only ?? false,
    products: coupon.products ?? [],
    product_cycles: coupon.product_cycles ?? [],
    client_groups: coupon.client_groups ?? [],
    new_clients_only: coupon.new_clients_only ?? false,
    max_uses: coupon.max_uses ? String(coupon.max_uses) : "",
    per_client: coupon.per_client ? String(coupon.per_client) : "",
    valid_from: coupon.valid_from ?? "",
    valid_to: coupon.valid_to ?? "",
    active: coupon.active ?? true,
  };
}

/** As the API takes it; `broken` are the fields that hold no number or no amount. */
export function readCoupon(draft: CouponDraft): { body: Coupon; broken: string[] } {
  const broken: string[] = [];
  const whole = (name: "max_uses" | "per_client" | "periods", field: string = name) => {
    const text = draft[name].trim();
    if (text === "") return null;
    if (!/^[1-9]\d{0,8}$/.test(text)) broken.push(field);
    return Number(text);
  };
  const amount = draft.by === "amount" ? parseMoney(draft.amount, draft.currency) : null;
  if (draft.by === "amount" && !amount) broken.push("amount");
  const percent = draft.percent.trim().replace(",", ".");
  if (draft.by === "percent" && !/^\d{1,3}(\.\d+)?$/.test(percent)) broken.push("percent");
  const body: Coupon = {
    code: draft.code.trim(),
    percent: draft.by === "percent" ? percent : null,
    amount,
    cycles: draft.life ? "life" : (whole("periods", "cycles") ?? 1),
    renewal_only: draft.renewal_only,
    products: draft.products,
    product_cycles: draft.product_cycles as Cycle[],
    client_groups: draft.client_groups,
    new_clients_only: draft.new_clients_only,
    max_uses: whole("max_uses"),
    per_client: whole("per_client"),
    valid_from: draft.valid_from || null,
    valid_to: draft.valid_to || null,
    active: draft.active,
  };
  return { body, broken };
}
