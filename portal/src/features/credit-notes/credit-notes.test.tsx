import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { inr, open } from "../../testing/shop";

const note: Answer<"/credit-notes/{id}", "get"> = {
  id: "crn_1",
  account_id: "acc_1",
  invoice_id: "inv_1",
  number: "SHYCN/2627/0000001",
  issue_date: "2026-11-05",
  reason: "Cancelled within the first week",
  taxable: inr(100000),
  taxes: [{ name: "IGST", rate: "18", amount: inr(18000) }],
  total: inr(118000),
};
const engine = setupServer(answers("get", "/credit-notes", { data: [note], next_cursor: null }), answers("get", "/credit-notes/{id}", note));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("credit notes", () => {
  it("are listed, and lead to what they correct", async () => {
    const list = await open("/credit-notes");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: note.number })).toHaveAttribute("href", "/credit-notes/crn_1");
    list.unmount();
    const { container } = await open("/credit-notes/crn_1");
    expect(await screen.findByRole("link", { name: "its invoice" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(screen.getByText("₹180.00")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are saved as a PDF, named as they are numbered", async () => {
    engine.use(http.get("*/api/credit-notes/:id/pdf", () => new HttpResponse("%PDF-1.7", { headers: { "Content-Type": "application/pdf" } })));
    URL.createObjectURL = vi.fn(() => "blob:x");
    URL.revokeObjectURL = vi.fn();
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await open("/credit-notes/crn_1");
    await userEvent.click(await screen.findByRole("button", { name: "PDF" }));
    await vi.waitFor(() => expect(names).toEqual(["SHYCN-2627-0000001.pdf"]));
  });

  it("say that there are none, and that another's is not there", async () => {
    engine.use(answers("get", "/credit-notes", { data: [], next_cursor: null }), refuses("get", "/credit-notes/{id}", { status: 404, code: "not_found" }));
    const list = await open("/credit-notes");
    expect(await screen.findByText("No credit notes")).toBeInTheDocument();
    list.unmount();
    await open("/credit-notes/crn_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});
