import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

import { parseCsv } from "./components/csv";
import { groupRows } from "./components/grouped";
import { rangeOf } from "./components/periods";

const inr = (amount: number) => ({ amount, currency: "INR" });
const revenue = {
  name: "revenue",
  from: "2026-09-01",
  to: "2026-10-31",
  columns: [
    { name: "month", title: "Month", type: "text" },
    { name: "currency", title: "Currency", type: "text" },
    { name: "invoiced", title: "Invoiced, before tax", type: "money" },
  ],
  rows: [
    { month: "2026-09", from: "2026-09-01", to: "2026-09-30", currency: "INR", invoiced: inr(100_001) },
    { month: "2026-10", from: "2026-10-01", to: "2026-10-31", currency: "INR", invoiced: inr(12_345_650) },
  ],
  totals: [{ currency: "INR", invoiced: inr(12_445_651) }],
};
const engine = engineOf();
/** These routes describe neither their query nor their answer. */
const says = (path: string, body: object | string) => http.get(`*/api${path}`, () => (typeof body === "string" ? HttpResponse.text(body) : HttpResponse.json(body as never)));

describe("a report", () => {
  it("shows figures and sums of the days that the address names; a month leads to its clients", async () => {
    const asked: string[] = [];
    engine.use(
      http.get("*/api/admin/reports/revenue", ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json(revenue);
      }),
    );
    const { container } = await open("/reports/revenue?from=2026-09-01&to=2026-10-31");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("₹1,23,456.50")).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "September 2026" })).toHaveAttribute("href", "/reports/clients?from=2026-09-01&to=2026-09-30");
    expect(screen.getByText("₹1,24,456.51")).toBeInTheDocument();
    expect(asked).toEqual(["?from=2026-09-01&to=2026-10-31"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that there is nothing, and what failed", async () => {
    engine.use(says("/admin/reports/revenue", { ...revenue, rows: [], totals: [] }));
    const { unmount } = await open("/reports/revenue");
    expect(await screen.findByText("Nothing in this time")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/reports/{name}", { status: 422, code: "validation_failed", detail: "to must be within 1830 days" }));
    await open("/reports/revenue?from=1990-01-01");
    expect(await screen.findByRole("alert")).toHaveTextContent("within 1830 days");
  });

  it("is not there under a name that nobody knows", async () => {
    await open("/reports/horoscope");
    expect(await screen.findByText("This page is not here")).toBeInTheDocument();
  });

  it("says when the books of a currency do not add up", async () => {
    engine.use(
      says("/admin/reports/trial-balance", {
        on: "2026-10-31",
        books: [
          { book: "receivable", balance: inr(11_800) },
          { book: "tax:IGST", balance: inr(-1800) },
        ],
        sums: [inr(10_000)],
      }),
    );
    await open("/reports/trial-balance");
    expect(await screen.findByText("INR does not add up")).toBeInTheDocument();
    expect(within(screen.getByRole("table")).getByText("Tax IGST")).toBeInTheDocument();
  });

  it("shows a table of the tax return to the paisa, and what has to be added by hand", async () => {
    engine.use(
      http.get("*/api/admin/reports/gstr1", ({ request }) =>
        new URL(request.url).searchParams.get("format") === "csv"
          ? HttpResponse.text('gstin,buyer,number,taxable_value,igst\r\n29ABCDE1234F1Z5,"Rao, Sons & ""Co""",SHY/1,1000.10,180.02\r\n')
          : HttpResponse.json({ gstin: "27A", fp: "102026", without_exchange_rate: ["SHY/9"] }),
      ),
    );
    const { container } = await open("/reports/gstr1");
    const table = await screen.findByRole("table");
    expect(within(table).getByText('Rao, Sons & "Co"')).toBeInTheDocument();
    expect(within(table).getByText("₹1,000.10")).toBeInTheDocument();
    expect(await screen.findByText(/1 document is in a foreign currency/)).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("a client's account", () => {
  it("asks whose first, then shows the days with their balance", async () => {
    engine.use(
      answers("get", "/admin/clients", { data: [], next_cursor: null }),
      answers("get", "/admin/clients/{id}", { id: "acc_1", number: "123456789012", first_name: "Asha", last_name: "Kulkarni", email: "a@demo.example", currency: "INR" } as never),
      says("/admin/clients/acc_1/statement", {
        from: "2026-10-01",
        to: "2026-10-31",
        opening: inr(0),
        rows: [{ date: "2026-10-05", what: "invoice.issued", document: "SHY/1", reference: "inv_1", amount: inr(11_800), balance: inr(11_800) }],
        closing: inr(11_800),
      }),
    );
    const first = await open("/reports/statement");
    expect(await screen.findByText("Whose account?")).toBeInTheDocument();
    first.unmount();
    await open("/reports/statement?client=acc_1");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("Invoice issued")).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "inv_1" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(await screen.findByRole("heading", { name: "Asha Kulkarni" })).toBeInTheDocument();
  });

  it("saves what the engine exports", async () => {
    let asked = "";
    engine.use(
      http.get("*/api/admin/reports/tax", ({ request }) => {
        asked = new URL(request.url).searchParams.get("format") ?? asked;
        return asked ? HttpResponse.text("a,b\r\n") : HttpResponse.json({ ...revenue, name: "tax", rows: [], totals: [] });
      }),
    );
    URL.createObjectURL = () => "blob:x";
    URL.revokeObjectURL = () => undefined;
    await open("/reports/tax");
    await userEvent.click(await screen.findByRole("button", { name: "CSV" }));
    await expect.poll(() => asked).toBe("csv");
  });
});

describe("what reports are made with", () => {
  it("adds months to quarters by currency", () => {
    const rows = groupRows([...revenue.rows, { month: "2026-07", from: "2026-07-01", to: "2026-07-31", currency: "USD", invoiced: { amount: 5, currency: "USD" } }], "quarter");
    expect(rows.map((row) => [row.month, row.currency, row.invoiced])).toEqual([
      ["2026 Q3", "INR", inr(100_001)],
      ["2026 Q4", "INR", inr(12_345_650)],
      ["2026 Q3", "USD", { amount: 5, currency: "USD" }],
    ]);
    expect(groupRows(revenue.rows, "year")).toMatchObject([{ month: "2026", to: "2026-10-31", invoiced: inr(12_445_651) }]);
  });

  it("knows the ends of months and the fiscal year", () => {
    expect(rangeOf("last_month", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(rangeOf("last_quarter", "2026-02-10")).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(rangeOf("this_fiscal", "2026-03-31")).toEqual({ from: "2025-04-01", to: "2026-03-31" });
  });

  it("reads CSV with quotes and breaks in it", () => {
    expect(parseCsv('a,b\r\n"x, ""y""\nz",2\r\n')).toEqual([
      ["a", "b"],
      ['x, "y"\nz', "2"],
    ]);
    expect(parseCsv("")).toEqual([]);
  });
});
