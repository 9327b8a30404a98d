import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { inr, offered, open } from "../../testing/shop";

const receipt: Answer<"/billing/receipts/{id}", "get"> = {
  id: "rcv_1",
  account_id: "acc_1",
  number: "RV/2627/0000001",
  issue_date: "2026-11-05",
  transaction_id: "txn_1",
  gateway: "bank_transfer",
  place_of_supply: "27",
  amount: inr(500000),
};
const engine = setupServer(
  answers("get", "/billing/receipts", { data: [receipt], next_cursor: null }),
  answers("get", "/billing/receipts/{id}", receipt),
  answers("get", "/payments/methods", { data: [], offered }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("receipt vouchers", () => {
  it("are listed, and say what came in, through what, and where it is supplied", async () => {
    const list = await open("/receipts");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: receipt.number })).toHaveAttribute("href", "/receipts/rcv_1");
    expect(await within(table).findByText("Bank transfer")).toBeInTheDocument();
    list.unmount();
    const { container } = await open("/receipts/rcv_1");
    expect(await screen.findByText("₹5,000.00")).toBeInTheDocument();
    expect(screen.getByText("Maharashtra (27)")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are saved as a PDF, named as they are numbered", async () => {
    engine.use(http.get("*/api/billing/receipts/:id/pdf", () => new HttpResponse("%PDF-1.7", { headers: { "Content-Type": "application/pdf" } })));
    URL.createObjectURL = vi.fn(() => "blob:x");
    URL.revokeObjectURL = vi.fn();
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await open("/receipts/rcv_1");
    await userEvent.click(await screen.findByRole("button", { name: "PDF" }));
    await vi.waitFor(() => expect(names).toEqual(["RV-2627-0000001.pdf"]));
  });

  it("say that there are none, and that another's is not there", async () => {
    engine.use(answers("get", "/billing/receipts", { data: [], next_cursor: null }), refuses("get", "/billing/receipts/{id}", { status: 404, code: "not_found" }));
    const list = await open("/receipts");
    expect(await screen.findByText("No receipt vouchers")).toBeInTheDocument();
    list.unmount();
    await open("/receipts/rcv_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});
