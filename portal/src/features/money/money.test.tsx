import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { goToPayment } from "../../paying/methods";
import { inr, offered, open, payment } from "../../testing/shop";

vi.mock("../../paying/methods", async (original) => ({ ...(await original<object>()), goToPayment: vi.fn() }));

type Moved = NonNullable<Answer<"/transactions", "get">["data"]>[number];

const engine = setupServer(
  answers("get", "/wallet", { balances: [inr(50000)] }),
  answers("get", "/payments/methods", { data: [], offered }),
  answers("get", "/payments", { data: [], next_cursor: null }),
  answers("get", "/transactions", { data: [], next_cursor: null }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => vi.mocked(goToPayment).mockClear());
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the wallet", () => {
  it("takes what a person types as an amount, and never pays credit with credit", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/wallet/top-up", ({ body }) => {
        sent.push(body);
        return { payment: payment({ id: "pay_3", invoices: [] }) };
      }),
    );
    await open("/wallet");
    expect(await screen.findByText("₹500.00")).toBeInTheDocument();
    const amount = screen.getByRole("textbox", { name: "Amount in INR" });
    await userEvent.type(amount, "ten");
    await userEvent.click(screen.getByRole("button", { name: "Choose how to pay" }));
    expect(await screen.findByText("Enter an amount, such as 1000 or 999.50.")).toBeInTheDocument();
    await userEvent.clear(amount);
    await userEvent.type(amount, "1,000.50");
    await userEvent.click(screen.getByRole("button", { name: "Choose how to pay" }));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByRole("radio", { name: "Razorpay", checked: true });
    expect(within(dialog).queryByRole("radio", { name: "Account credit" })).toBeNull();
    await userEvent.click(within(dialog).getByRole("button", { name: /^Pay/ }));
    await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledWith(expect.objectContaining({ id: "pay_3" }), "credit"));
    expect(sent).toEqual([{ amount: inr(100050), method: "razorpay" }]);
  });
});

describe("the transactions", () => {
  it("lead back to a transfer that was begun", async () => {
    engine.use(
      answers("get", "/payments", {
        data: [payment({ id: "pay_4", by_hand: true, status: "requires_action" }), payment({ id: "pay_5", status: "requires_action" })],
        next_cursor: null,
      }),
    );
    const { container } = await open("/transactions");
    expect(await screen.findByText("No money has moved yet")).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: "Where to send it, and showing the receipt" })).toHaveAttribute("href", "/pay/pay_4");
    expect(screen.getAllByRole("link").filter((link) => link.getAttribute("href")?.startsWith("/pay/"))).toHaveLength(1);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("name what the money went through as the shop calls it, and what it offers no more by its own name", async () => {
    const moved = (id: string, gateway: string) =>
      ({
        id,
        account_id: "acc_1",
        type: "payment",
        gateway,
        gateway_transaction_id: id,
        invoices: [],
        amount: inr(100),
        fee: inr(0),
        status: "succeeded",
        created_at: "2026-11-01T08:00:00Z",
      }) as Moved;
    engine.use(
      answers("get", "/transactions", {
        data: [moved("txn_1", "bank_transfer"), moved("txn_2", "wallet"), moved("txn_3", "manual"), moved("txn_4", "old_bank")],
        next_cursor: null,
      }),
    );
    await open("/transactions");
    const table = await screen.findByRole("table");
    const names = () =>
      within(table)
        .getAllByRole("row")
        .slice(1)
        .map((row) => within(row).getAllByRole("cell")[2]?.textContent);
    await expect.poll(names).toEqual(["Bank transfer", "Account credit", "By hand", "old bank"]);
  });

  it("say what failed, with the request", async () => {
    engine.use(refuses("get", "/transactions", { status: 500, code: "internal" }));
    await open("/transactions");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});
