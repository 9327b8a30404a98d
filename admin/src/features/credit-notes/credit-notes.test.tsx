import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Note = Answer<"/admin/credit-notes/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const note: Note = {
  id: "crn_1",
  account_id: "acc_1",
  invoice_id: "inv_1",
  number: "SHC/2627/0000001",
  issue_date: "2026-11-10",
  reason: "Ended early",
  taxable: inr(10_000),
  taxes: [{ name: "IGST", rate: "18", amount: inr(1800) }],
  total: inr(11_800),
};
const engine = engineOf(answers("get", "/admin/clients", { data: [], next_cursor: null }));

describe("credit notes", () => {
  it("are listed with what they take back of which invoice", async () => {
    engine.use(answers("get", "/admin/credit-notes", { data: [note], next_cursor: null }));
    const { container } = await open("/credit-notes");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "SHC/2627/0000001" })).toHaveAttribute("href", "/credit-notes/crn_1");
    expect(within(table).getByRole("link", { name: "inv_1" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say that there are none", async () => {
    engine.use(answers("get", "/admin/credit-notes", { data: [], next_cursor: null }));
    await open("/credit-notes");
    expect(await screen.findByText("No credit notes")).toBeInTheDocument();
  });

  it("show the tax that each takes back, and say when one is not there", async () => {
    engine.use(answers("get", "/admin/credit-notes/{id}", note));
    const { unmount } = await open("/credit-notes/crn_1");
    expect(await screen.findByText("IGST 18 %")).toBeInTheDocument();
    expect(screen.getByText("₹118.00")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/credit-notes/{id}", { status: 404, code: "not_found" }));
    await open("/credit-notes/crn_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("not here");
  });
});
