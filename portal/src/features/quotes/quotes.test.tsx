import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { inr, open } from "../../testing/shop";

type Quote = Answer<"/quotes/{id}", "get">;

const quote: Quote = {
  id: "quo_1",
  account_id: "acc_1",
  title: "Moving your shop to a dedicated machine",
  notes: "Includes one night of moving.",
  status: "sent",
  valid_until: "2026-12-31",
  lines: [
    {
      description: "Dedicated machine, one year",
      quantity: "1",
      unit_price: inr(10000000),
      discount: inr(0),
      sac: "998315",
      taxable: inr(10000000),
      taxes: [],
      total: inr(11800000),
    },
  ],
  subtotal: inr(10000000),
  discount: inr(0),
  taxes: [{ name: "IGST", rate: "18", amount: inr(1800000) }],
  rounding: inr(0),
  total: inr(11800000),
  currency: "INR",
  invoice_id: null,
  created_at: "2026-11-01T08:00:00Z",
};
const engine = setupServer(answers("get", "/quotes/{id}", quote), answers("get", "/quotes", { data: [quote], next_cursor: null }));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("quotes", () => {
  it("are listed with what they come to and until when they stand", async () => {
    await open("/quotes");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: quote.title })).toHaveAttribute("href", "/quotes/quo_1");
    expect(within(table).getByText("₹1,18,000.00")).toBeInTheDocument();
    expect(within(table).getByText("Open")).toBeInTheDocument();
  });

  it("say that there are none", async () => {
    engine.use(answers("get", "/quotes", { data: [], next_cursor: null }));
    await open("/quotes");
    expect(await screen.findByText("No quotes")).toBeInTheDocument();
  });

  it("are accepted at the total that was seen, and lead to the invoice", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/quotes/{id}/accept", ({ body }) => {
        sent.push(body);
        return { ...quote, status: "accepted" as const, invoice_id: "inv_5" };
      }),
      refuses("get", "/invoices/{id}", { status: 404, code: "not_found" }),
    );
    const { router, container } = await open("/quotes/quo_1");
    expect(await screen.findByText("Includes one night of moving.")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /^Accept/ }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("An invoice is issued at once, over ₹1,18,000.00");
    await userEvent.click(within(dialog).getByRole("button", { name: "Accept" }));
    await screen.findByText("This is not here, or not yours.");
    expect(router.state.location.pathname).toBe("/invoices/inv_5");
    expect(sent).toEqual([{ total: inr(11800000) }]);
  });

  it("show the new total where taxes have changed meanwhile", async () => {
    engine.use(refuses("post", "/quotes/{id}/accept", { status: 409, code: "price_changed" }));
    await open("/quotes/quo_1");
    await userEvent.click(await screen.findByRole("button", { name: /^Accept/ }));
    engine.use(answers("get", "/quotes/{id}", { ...quote, total: inr(12800000) }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Accept" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("The taxes have changed since you saw it");
    expect(await within(dialog).findByText("₹1,28,000.00")).toBeInTheDocument();
  });

  it("that are over offer no decision", async () => {
    engine.use(answers("get", "/quotes/{id}", { ...quote, status: "expired" }));
    await open("/quotes/quo_1");
    expect(await screen.findByText("This offer is over")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Accept|Decline/ })).toBeNull();
  });
});
