import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Quote = Answer<"/admin/quotes/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const quote: Quote = {
  id: "qte_1",
  account_id: "acc_1",
  title: "Migration",
  status: "draft",
  currency: "INR",
  created_at: "2026-11-02T08:00:00Z",
  valid_until: "2026-12-01",
  invoice_id: null,
  notes: "",
  lines: [{ description: "Move of 3 sites", quantity: "3", unit_price: inr(100_000), discount: inr(50_000), taxable: inr(250_000), sac: "998316", taxes: [], total: inr(295_000) }],
  written_lines: [{ description: "Move of 3 sites", quantity: "3", unit_price: inr(100_000), discount: inr(50_000), sac: "998316" }],
  subtotal: inr(300_000),
  discount: inr(50_000),
  taxes: [{ name: "IGST", rate: "18", amount: inr(45_000) }],
  rounding: inr(0),
  total: inr(295_000),
};
const engine = engineOf(answers("get", "/admin/clients", { data: [], next_cursor: null }));

describe("quotes", () => {
  it("are listed, and there may be none", async () => {
    engine.use(answers("get", "/admin/quotes", { data: [quote], next_cursor: null }));
    const { container, unmount } = await open("/quotes");
    expect(within(await screen.findByRole("table")).getByRole("link", { name: "Migration" })).toHaveAttribute("href", "/quotes/qte_1");
    expect(await axeFindings(container)).toEqual([]);
    unmount();
    engine.use(answers("get", "/admin/quotes", { data: [], next_cursor: null }));
    await open("/quotes");
    expect(await screen.findByText("No quotes yet")).toBeInTheDocument();
  });

  it("are sent with what the client may accept said first", async () => {
    let sent = 0;
    engine.use(
      answers("get", "/admin/quotes/{id}", quote),
      answers("post", "/admin/quotes/{id}/send", () => {
        sent += 1;
        return { ...quote, status: "sent" as const };
      }),
    );
    await open("/quotes/qte_1");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("may accept ₹2,950.00 until 1 December 2026");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Send" }));
    await expect.poll(() => sent).toBe(1);
  });

  it("keep what was typed when the engine refuses it, with its word on the line", async () => {
    engine.use(
      answers("get", "/admin/quotes/{id}", quote),
      refuses("patch", "/admin/quotes/{id}", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "lines[0].description", code: "too_long", message: "must have at most 300 characters" }],
      }),
    );
    await open("/quotes/qte_1?edit=yes");
    const description = await screen.findByRole("textbox", { name: "Line 1: what for" });
    expect(screen.getByRole("textbox", { name: /^Discount/ })).toHaveValue("500.00");
    await userEvent.type(description, " and mail");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("must have at most 300 characters")).toBeInTheDocument();
    expect(description).toHaveValue("Move of 3 sites and mail");
  });

  it("keep the prices that were entered, where those include the tax", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/quotes/{id}", {
        ...quote,
        written_lines: [{ description: "Move of 3 sites", quantity: "3", unit_price: inr(118_000), discount: inr(59_000), sac: "998316" }],
      }),
      answers("patch", "/admin/quotes/{id}", ({ body }) => {
        sent.push(body);
        return quote;
      }),
    );
    await open("/quotes/qte_1?edit=yes");
    expect(await screen.findByRole("textbox", { name: /^Discount/ })).toHaveValue("590.00");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toMatchObject([{ lines: [{ unit_price: inr(118_000), discount: inr(59_000) }] }]);
  });

  it("can't be changed once answered", async () => {
    engine.use(answers("get", "/admin/quotes/{id}", { ...quote, status: "accepted", invoice_id: "inv_1" }));
    await open("/quotes/qte_1?edit=yes");
    expect(await screen.findByRole("link", { name: "inv_1" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });
});
