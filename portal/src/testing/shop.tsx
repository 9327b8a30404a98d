import type { Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";

import { session } from "../api/session";
import { features } from "../app/features";

const localeFiles = import.meta.glob("../locales/*/*.json");

type Parts = Partial<Omit<Parameters<typeof showPage>[0], "session" | "features" | "localeFiles" | "at">>;

/** A page of the portal at an address, signed in unless `user` is null. */
export function open(at: string, parts: Parts = {}) {
  if (parts.user === null) session.leave();
  return showPage({ session, features, localeFiles, at, ...parts });
}

export const inr = (amount: number) => ({ amount, currency: "INR" });

type Payment = Answer<"/payments/{id}", "get">;

/** A payment of ₹1,180.00 for one invoice, that nobody has answered yet. */
export function payment(change: Partial<Payment> = {}): Payment {
  return {
    id: "pay_1",
    account_id: "acc_1",
    status: "pending",
    gateway: "razorpay",
    method: "razorpay",
    by_hand: false,
    amount: inr(118000),
    paid: inr(0),
    refunded: inr(0),
    invoices: ["inv_1"],
    created_at: "2026-11-01T08:00:00Z",
    ...change,
  };
}

type Methods = Answer<"/payments/methods", "get">;

export const offered: NonNullable<Methods["offered"]> = [
  { gateway: "razorpay", kind: "razorpay", title: "Razorpay", currencies: ["INR"], saves: true },
  { gateway: "stripe", kind: "stripe", title: "Stripe", currencies: [], saves: true },
  { gateway: "bank_transfer", kind: "bank_transfer", title: "Bank transfer", currencies: ["INR"], saves: false },
  { gateway: "wallet", kind: "wallet", title: "Account credit", currencies: [], saves: false },
];

export const visa: NonNullable<Methods["data"]>[number] = {
  id: "pme_1",
  gateway: "razorpay",
  kind: "card",
  title: "Visa 1111",
  state: "confirmed",
  default: true,
  chargeable: true,
  max_amount: inr(1500000),
  expires_at: "2029-08-31T23:59:59Z",
  created_at: "2026-10-01T08:00:00Z",
};
