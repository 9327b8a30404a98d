import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Awaiting = NonNullable<Answer<"/admin/payments/awaiting", "get">["data"]>[number];
type Unmatched = NonNullable<Answer<"/admin/payments/unmatched", "get">["data"]>[number];
type Client = NonNullable<Answer<"/admin/clients", "get">["data"]>[number];
type Invoice = NonNullable<Answer<"/admin/invoices", "get">["data"]>[number];

const inr = (amount: number) => ({ amount, currency: "INR" });
const asha = { id: "acc_1", number: "123456789012", first_name: "Asha", last_name: "Kulkarni", email: "asha@demo.example", currency: "INR" } as Client;
const awaiting: Awaiting = {
  payment: {
    id: "pay_1",
    account_id: "acc_1",
    amount: inr(118_000),
    paid: inr(0),
    refunded: inr(0),
    by_hand: true,
    created_at: "2026-11-02T08:00:00Z",
    gateway: "bank_transfer",
    invoices: ["inv_1"],
    method: "",
    status: "processing",
  },
  reference: "HST-7F3K",
  proofs: [{ id: "fil_1", name: "slip.png", media_type: "image/png", size: 20_480, created_at: "2026-11-02T09:00:00Z" }],
};
const unmatched: Unmatched = {
  id: "gwe_1",
  gateway: "razorpay",
  event_id: "evt_1",
  kind: "payment.captured",
  state: "unmatched",
  reason: "it names no attempt of ours",
  gateway_transaction_id: "pay_RZP1",
  received_at: "2026-11-02T08:00:00Z",
  amount: inr(50_000),
};
const invoice = (id: string, balance: number, currency = "INR") =>
  ({ id, number: id.toUpperCase(), status: "unpaid", currency, due_date: "2026-11-08", balance: { amount: balance, currency }, total: { amount: balance, currency } }) as Invoice;
const engine = engineOf(answers("get", "/admin/clients", { data: [asha], next_cursor: null }));

describe("transfers that are awaited", () => {
  it("books what came in, not what was asked for", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/payments/awaiting", { data: [awaiting], next_cursor: null }),
      answers("post", "/admin/payments/{id}/confirm", ({ body }) => {
        sent.push(body);
        return { ...awaiting.payment, status: "succeeded" as const };
      }),
    );
    const { container } = await open("/payments/awaiting");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("HST-7F3K")).toBeInTheDocument();
    expect(await within(table).findByRole("link", { name: "Asha Kulkarni" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "Confirm" }));
    const dialog = await screen.findByRole("alertdialog");
    const amount = within(dialog).getByRole("textbox", { name: /^Amount/ });
    expect(amount).toHaveValue("1180.00");
    await userEvent.clear(amount);
    await userEvent.type(amount, "1000");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Bank's reference/ }), "UTR9");
    await userEvent.click(within(dialog).getByRole("button", { name: "Confirm" }));
    await expect.poll(() => sent).toEqual([{ amount: inr(100_000), reference: "UTR9" }]);
  });

  it("says in words that the same money was booked already", async () => {
    engine.use(
      answers("get", "/admin/payments/awaiting", { data: [awaiting], next_cursor: null }),
      refuses("post", "/admin/payments/{id}/confirm", { status: 409, code: "reference_used" }),
    );
    await open("/payments/awaiting");
    await userEvent.click(within(await screen.findByRole("table")).getByRole("button", { name: "Confirm" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Bank's reference/ }), "UTR9");
    await userEvent.click(within(dialog).getByRole("button", { name: "Confirm" }));
    expect(await within(dialog).findByText(/booked already/)).toBeInTheDocument();
  });

  it("says that none is awaited", async () => {
    engine.use(answers("get", "/admin/payments/awaiting", { data: [], next_cursor: null }));
    await open("/payments/awaiting");
    expect(await screen.findByText("No transfer is awaited")).toBeInTheDocument();
  });
});

describe("unmatched money", () => {
  it("is assigned to an invoice of the same currency", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/payments/unmatched", { data: [unmatched], next_cursor: null }),
      answers("get", "/admin/clients/{id}/invoices", {
        data: [invoice("inv_1", 50_000), invoice("inv_2", 900, "USD"), { ...invoice("inv_3", 0), status: "paid" }],
        next_cursor: null,
      }),
      answers(
        "post",
        "/admin/payments/unmatched/{id}/assign",
        ({ body }) => {
          sent.push(body);
          return undefined as never;
        },
        204,
      ),
    );
    const { container } = await open("/payments/unmatched");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("it names no attempt of ours")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "Assign" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Assign" })).toBeDisabled();
    await userEvent.type(within(dialog).getByRole("combobox", { name: "Client" }), "asha");
    await userEvent.click(await screen.findByRole("option", { name: /Asha Kulkarni/ }));
    const exact = await within(dialog).findByRole("radio", { name: /INV_1/ });
    expect(exact).toHaveAccessibleDescription(/fits exactly/);
    expect(within(dialog).getByRole("radio", { name: /INV_2/ })).toBeDisabled();
    expect(within(dialog).queryByRole("radio", { name: /INV_3/ })).toBeNull();
    await userEvent.click(exact);
    await userEvent.click(within(dialog).getByRole("button", { name: "Assign" }));
    await expect.poll(() => sent).toEqual([{ invoice: "inv_1" }]);
  });

  it("can be left unbooked, with a reason", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/payments/unmatched", { data: [unmatched], next_cursor: null }),
      answers(
        "post",
        "/admin/payments/unmatched/{id}/dismiss",
        ({ body }) => {
          sent.push(body);
          return undefined as never;
        },
        204,
      ),
    );
    await open("/payments/unmatched");
    await userEvent.click(within(await screen.findByRole("table")).getByRole("button", { name: "Dismiss" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Dismiss" }));
    expect(within(dialog).getByRole("textbox", { name: /^Reason/ })).toBeInvalid();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Reason/ }), "Given back at the gateway");
    await userEvent.click(within(dialog).getByRole("button", { name: "Dismiss" }));
    await expect.poll(() => sent).toEqual([{ reason: "Given back at the gateway" }]);
  });
});

describe("lists of money", () => {
  it("shows movements, refunds and disputes with their deadline", async () => {
    engine.use(
      answers("get", "/admin/transactions", {
        data: [
          {
            id: "txn_1",
            account_id: "acc_1",
            type: "payment",
            gateway: "razorpay",
            gateway_transaction_id: "pay_RZP1",
            invoices: ["inv_1"],
            amount: inr(118_000),
            fee: inr(2360),
            status: "succeeded",
            created_at: "2026-11-02T08:00:00Z",
          },
        ],
        next_cursor: null,
      }),
      answers("get", "/admin/refunds", {
        data: [
          { id: "rfd_1", payment_id: "pay_1", credit_note_id: "crn_1", amount: inr(1000), to: "credit", status: "processed", reason: "Twice", created_at: "2026-11-02T08:00:00Z" },
        ],
        next_cursor: null,
      }),
      answers("get", "/admin/disputes", {
        data: [
          {
            id: "dsp_1",
            account_id: "acc_1",
            payment_id: "pay_1",
            gateway: "stripe",
            gateway_dispute_id: "dp_1",
            state: "open",
            amount: inr(118_000),
            deducted: inr(118_000),
            reason: "fraudulent",
            phase: "",
            respond_by: "2020-01-01T00:00:00Z",
            created_at: "2019-12-01T00:00:00Z",
          },
        ],
        next_cursor: null,
      }),
    );
    const first = await open("/transactions");
    expect(within(await screen.findByRole("table")).getByRole("link", { name: "Invoice" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(screen.getByRole("link", { name: "Transactions" })).toHaveAttribute("aria-current", "page");
    first.unmount();
    const second = await open("/refunds");
    expect(within(await screen.findByRole("table")).getByRole("link", { name: "crn_1" })).toHaveAttribute("href", "/credit-notes/crn_1");
    second.unmount();
    await open("/disputes");
    expect(within(await screen.findByRole("table")).getByText("too late")).toBeInTheDocument();
  });

  it("name a gateway by its plugin's title, and by its account too where there are two of one", async () => {
    const account = (name: string, plugin: string, title: string) => ({ name, plugin, title, kind: "gateway/1" });
    engine.use(
      http.get("*/api/admin/plugins", () =>
        HttpResponse.json({ data: [account("razorpay", "razorpay", "Razorpay"), account("stripe", "stripe", "Stripe"), account("stripe-eu", "stripe", "Stripe")], unusable: [] }),
      ),
      answers("get", "/admin/payments", {
        data: ["razorpay", "stripe-eu", "manual", "gone"].map((gateway, place) => ({
          ...awaiting.payment,
          id: `pay_${place}`,
          gateway,
          method: gateway === "razorpay" ? "upi" : gateway,
        })),
        next_cursor: null,
      }),
    );
    await open("/payments");
    const table = await screen.findByRole("table");
    const names = () =>
      within(table)
        .getAllByRole("row")
        .slice(1)
        .map((row) => within(row).getAllByRole("cell")[2]?.textContent);
    await expect.poll(names).toEqual(["Razorpay · upi", "Stripe (stripe-eu)", "By hand", "gone"]);
  });

  it("goes through older attempts until those that failed are found", async () => {
    const asked: (string | null)[] = [];
    const failed = { ...awaiting.payment, id: "pay_9", status: "failed" as const, error_message: "Card declined" };
    engine.use(
      answers("get", "/admin/payments", ({ url }) => {
        const cursor = url.searchParams.get("cursor");
        asked.push(cursor);
        return cursor ? { data: [failed], next_cursor: null } : { data: [{ ...awaiting.payment, status: "succeeded" as const }], next_cursor: "older" };
      }),
    );
    await open("/transactions?status=failed");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("Card declined")).toBeInTheDocument();
    expect(within(table).getAllByRole("row")).toHaveLength(2);
    expect(asked).toContain("older");
  });
});
