import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

import { PayMany } from "./components/pay-many";

type Invoice = Answer<"/invoices/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const unpaid = (id: string) => ({ id, number: id.toUpperCase(), status: "unpaid", balance: inr(10000) }) as Invoice;
const transfer = {
  id: "pay_1",
  account_id: "acc_1",
  gateway: "bank_transfer",
  method: "bank_transfer",
  amount: inr(10000),
  paid: inr(0),
  refunded: inr(0),
  created_at: "2026-11-01T08:00:00Z",
  by_hand: true,
  status: "requires_action" as const,
  invoices: ["inv_1"],
};
const localeFiles = import.meta.glob("../../locales/*/*.json");
/** The files are found by the path that the application knows them by. */
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

/** What stands below the list with two invoices selected. */
function open() {
  const invoices = features.find(({ name }) => name === "invoices")!;
  const page = { path: "/two", layout: "console" as const, load: () => Promise.resolve({ default: () => <PayMany selected={[unpaid("inv_1"), unpaid("inv_2")]} /> }) };
  return showPage({ session, features: [{ ...invoices, pages: [page] }], localeFiles: files, at: "/two" });
}

it("offers nothing to pay while nobody knows what is being paid already", async () => {
  engine.use(keepsSilent("get", "/payments"));
  await open();
  expect(await screen.findByRole("status")).toHaveTextContent("Looking for payments that are under way");
  expect(screen.queryByRole("button")).toBeNull();
});

it("does not offer a transfer's invoice once more where the look at payments fails, and looks again", async () => {
  engine.use(refuses("get", "/payments", { status: 503, code: "unavailable" }));
  await open();
  expect(await screen.findByRole("alert")).toHaveTextContent("It could not be seen whether one of these is being paid already.");
  expect(screen.queryByRole("button", { name: /^Pay/ })).toBeNull();
  engine.use(answers("get", "/payments", { data: [transfer], next_cursor: null }));
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Pay 1 invoice ₹100.00" })).toBeInTheDocument();
  expect(screen.getByText("1 is left out: a payment of it is under way")).toBeInTheDocument();
});
