import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it, vi } from "vitest";

import { engineOf, open } from "../../testing/open";

const receipt: Answer<"/admin/receipts/{id}", "get"> = {
  id: "rcv_1",
  account_id: "acc_1",
  number: "RV/2627/0000001",
  issue_date: "2026-11-05",
  transaction_id: "txn_1",
  gateway: "bank_transfer",
  place_of_supply: "27",
  amount: { amount: 500_000, currency: "INR" },
};
const nobody = { data: [], next_cursor: null };
const engine = engineOf(answers("get", "/admin/clients", nobody), answers("get", "/admin/plugins", { data: [] } as never), answers("get", "/admin/receipts/{id}", receipt));

describe("receipt vouchers", () => {
  it("are listed with whose they are, of one client or one transaction where that is asked for", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/receipts", ({ url }) => {
        asked.push(`${url.searchParams.get("account_id") ?? ""}/${url.searchParams.get("transaction_id") ?? ""}`);
        return { data: [receipt], next_cursor: null };
      }),
    );
    const all = await open("/receipts");
    expect(within(await screen.findByRole("table")).getByRole("link", { name: receipt.number })).toHaveAttribute("href", "/receipts/rcv_1");
    expect(await axeFindings(all.container)).toEqual([]);
    all.unmount();
    const hers = await open("/receipts?client=acc_1");
    expect(await screen.findByText("Of one client")).toBeInTheDocument();
    hers.unmount();
    await open("/receipts?transaction=txn_1");
    expect(await screen.findByText("Of one transaction")).toBeInTheDocument();
    expect(asked).toEqual(["/", "acc_1/", "/txn_1"]);
  });

  it("say what came in and where it is supplied, and are saved as a PDF", async () => {
    engine.use(http.get("*/api/admin/receipts/:id/pdf", () => new HttpResponse("%PDF-1.7", { headers: { "Content-Type": "application/pdf" } })));
    URL.createObjectURL = vi.fn(() => "blob:x");
    URL.revokeObjectURL = vi.fn();
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { container } = await open("/receipts/rcv_1");
    expect(await screen.findByText("₹5,000.00")).toBeInTheDocument();
    expect(screen.getByText("Maharashtra (27)")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "PDF" }));
    await vi.waitFor(() => expect(names).toEqual(["RV-2627-0000001.pdf"]));
  });

  it("say that there are none, and that one is not there", async () => {
    engine.use(answers("get", "/admin/receipts", nobody), refuses("get", "/admin/receipts/{id}", { status: 404, code: "not_found" }));
    const list = await open("/receipts");
    expect(await screen.findByText("No receipt vouchers")).toBeInTheDocument();
    list.unmount();
    await open("/receipts/rcv_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("not here");
  });
});
