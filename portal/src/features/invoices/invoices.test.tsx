import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Invoice = Answer<"/invoices/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const invoice: Invoice = {
  id: "inv_1",
  account_id: "acc_1",
  number: "SHY/2627/0000001",
  series: "SHY",
  kind: "order",
  status: "overdue",
  currency: "INR",
  issue_date: "2026-11-01",
  due_date: "2026-11-08",
  paid_at: null,
  seller: { legal_name: "Sahyadri Hosting Private Limited", gstin: "27AAPFU0939F1ZV" },
  buyer: { name: "Asha Kulkarni" },
  place_of_supply: "27",
  endorsement: "",
  notes: "",
  lines: [
    {
      description: "Starter Hosting",
      quantity: "1",
      unit_price: inr(19900),
      discount: inr(0),
      taxable: inr(19900),
      sac: "998315",
      taxes: [],
      total: inr(23482),
      period: { from: "2026-11-01", to: "2026-12-01" },
    },
  ],
  subtotal: inr(19900),
  discount: inr(0),
  taxes: [
    { name: "CGST", rate: "9", amount: inr(1791) },
    { name: "SGST", rate: "9", amount: inr(1791) },
  ],
  rounding: inr(0),
  total: inr(23482),
  balance: inr(23482),
};
const localeFiles = import.meta.glob("../../locales/*/*.json");
const quiet = [
  answers("get", "/payments", { data: [], next_cursor: null }),
  answers("get", "/payments/methods", { data: [], offered: [{ gateway: "razorpay", kind: "razorpay", title: "Razorpay", currencies: [], saves: true }] }),
];

/** The files are found by the path that the application knows them by. */
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at });

const engine = setupServer(...quiet);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the list of invoices", () => {
  it("shows each with its state and what is open", async () => {
    engine.use(answers("get", "/invoices", { data: [invoice], next_cursor: null }));
    const { container } = await open("/invoices");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "SHY/2627/0000001" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(within(table).getByText("Overdue")).toBeInTheDocument();
    expect(within(table).getAllByText("₹234.82")).toHaveLength(2);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("shows the shape of a list while it waits", async () => {
    engine.use(keepsSilent("get", "/invoices"));
    await open("/invoices");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
  });

  it("says that there are none, and another thing when a filter finds none", async () => {
    engine.use(answers("get", "/invoices", { data: [], next_cursor: null }));
    const { unmount } = await open("/invoices");
    expect(await screen.findByText("No invoices")).toBeInTheDocument();
    unmount();
    await open("/invoices?status=paid");
    expect(await screen.findByText("No invoice is in this state")).toBeInTheDocument();
  });

  it("says what failed with the request, and asks again", async () => {
    engine.use(refuses("get", "/invoices", { status: 500, code: "internal" }));
    await open("/invoices");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
    engine.use(answers("get", "/invoices", { data: [invoice], next_cursor: null }));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("table")).toBeInTheDocument();
  });

  it("finds what is open in one currency selected and summed up, for who comes to pay it", async () => {
    const one = (id: string, status: Invoice["status"], balance = inr(10000)): Invoice => ({ ...invoice, id, number: id.toUpperCase(), status, balance });
    const all = [one("inv_1", "overdue"), one("inv_2", "unpaid"), one("inv_3", "unpaid", { amount: 4900, currency: "USD" }), one("inv_4", "paid", inr(0))];
    engine.use(answers("get", "/invoices", ({ url }) => ({ data: all.filter(({ balance }) => url.searchParams.get("open") !== "true" || balance.amount > 0), next_cursor: null })));
    await open("/invoices?status=open&pay=INR");
    const table = await screen.findByRole("table");
    expect(
      within(table)
        .getAllByRole("link")
        .map((link) => link.textContent),
    ).toEqual(["INV_1", "INV_2", "INV_3"]);
    await userEvent.click(await screen.findByRole("button", { name: "Pay 2 invoices ₹200.00" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText("INV_2")).toBeInTheDocument();
    expect(within(dialog).queryByText("INV_3")).toBeNull();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(within(within(table).getAllByRole("row")[1] as HTMLElement).getByRole("checkbox"));
    expect(await screen.findByRole("button", { name: "Pay 1 invoice ₹100.00" })).toBeInTheDocument();
  });

  it("leaves out of paying together what is being paid already, and says so", async () => {
    const one = (id: string): Invoice => ({ ...invoice, id, number: id.toUpperCase(), status: "unpaid", balance: inr(10000) });
    const paying = (id: string, change: object) => ({
      id,
      account_id: "acc_1",
      gateway: "bank_transfer",
      method: "bank_transfer",
      amount: inr(10000),
      paid: inr(0),
      refunded: inr(0),
      created_at: "2026-11-01T08:00:00Z",
      by_hand: true,
      status: "requires_action" as const,
      ...change,
    });
    engine.use(
      answers("get", "/invoices", ({ url }) => ({
        data: url.searchParams.get("open") === "true" ? [one("inv_1"), one("inv_2"), one("inv_3"), one("inv_4")] : [],
        next_cursor: null,
      })),
      answers("get", "/payments", {
        data: [
          paying("pay_1", { invoices: ["inv_1"] }),
          paying("pay_2", { invoices: ["inv_2"], gateway: "razorpay", by_hand: false, status: "processing" }),
          // A card form that was left: nothing is on its way.
          paying("pay_3", { invoices: ["inv_3"], gateway: "razorpay", by_hand: false }),
          paying("pay_4", { invoices: ["inv_4"], status: "cancelled" }),
        ],
        next_cursor: null,
      }),
    );
    await open("/invoices?status=open&pay=INR");
    await userEvent.click(await screen.findByRole("button", { name: "Pay 2 invoices ₹200.00" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText("INV_3")).toBeInTheDocument();
    expect(within(dialog).queryByText("INV_1")).toBeNull();
    expect(within(dialog).queryByText("INV_2")).toBeNull();
    expect(screen.getByText("2 are left out: payments of them are under way")).toBeInTheDocument();
  });

  it("asks the server for the state that the address names, and for nothing that is no state", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/invoices", ({ url }) => {
        asked.push(url.searchParams.get("status"));
        return { data: [], next_cursor: null };
      }),
    );
    const { unmount } = await open("/invoices?status=overdue");
    await screen.findByText("No invoice is in this state");
    unmount();
    await open("/invoices?status=nonsense");
    await screen.findByText("No invoice is in this state");
    expect(asked).toEqual(["overdue", null]);
  });
});

describe("one invoice", () => {
  it("is called a proforma until it is paid, and lets that be read afterwards", async () => {
    const proforma = { ...invoice, number: "PF/2627/00000001", proforma: true, proforma_number: "PF/2627/00000001" } as Invoice;
    engine.use(answers("get", "/invoices/{id}", proforma));
    const { unmount } = await open("/invoices/inv_1");
    expect(await screen.findByText("Proforma invoice")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Proforma PDF" })).toBeNull();
    unmount();
    const paid = { ...invoice, status: "paid", balance: inr(0), proforma_number: "PF/2627/00000001" } as Invoice;
    engine.use(answers("get", "/invoices/{id}", paid));
    await open("/invoices/inv_1");
    expect(await screen.findByRole("button", { name: "Proforma PDF" })).toBeInTheDocument();
    expect(screen.queryByText("Proforma invoice")).toBeNull();
  });

  it("names the VAT number that turned the tax around", async () => {
    engine.use(answers("get", "/invoices/{id}", { ...invoice, buyer: { name: "Claire Martin", tax_id: "FR40303265045" } }));
    await open("/invoices/inv_1");
    expect(await screen.findByText("FR40303265045")).toBeInTheDocument();
  });

  it("shows its tax and offers to pay what is open, once however often it is pressed", async () => {
    const keys: (string | null)[] = [];
    engine.use(answers("get", "/invoices/{id}", invoice), refuses("post", "/invoices/{id}/pay", { status: 503, code: "unavailable" }));
    engine.events.on("request:start", ({ request }) => {
      if (request.method === "POST" && request.url.endsWith("/pay")) keys.push(request.headers.get("Idempotency-Key"));
    });
    await open("/invoices/inv_1");
    expect(await screen.findByText("CGST 9 %")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: /^Pay/ }));
    const dialog = await screen.findByRole("dialog");
    const pay = await within(dialog).findByRole("button", { name: /^Pay/ });
    await within(dialog).findByRole("radio", { name: "Razorpay", checked: true });
    await userEvent.dblClick(pay);
    expect(await within(dialog).findByRole("alert")).toBeInTheDocument();
    expect(keys.filter(Boolean).length).toBe(keys.length);
    expect(new Set(keys).size).toBe(1);
    engine.events.removeAllListeners();
  });

  it("names the place of supply, and the rate at which an invoice in another currency was issued", async () => {
    engine.use(answers("get", "/invoices/{id}", invoice));
    const { unmount } = await open("/invoices/inv_1");
    expect(await screen.findByText("Maharashtra (27)")).toBeInTheDocument();
    expect(screen.queryByText("Exchange rate")).toBeNull();
    unmount();
    engine.use(answers("get", "/invoices/{id}", { ...invoice, currency: "USD", exchange_rate: { base: "INR", rate: "83.50" } }));
    await open("/invoices/inv_1");
    expect(await screen.findByText("1 USD = 83.50 INR")).toBeInTheDocument();
  });

  it("tells of a transfer that is looked for already, so that nobody sends it twice", async () => {
    engine.use(
      answers("get", "/invoices/{id}", invoice),
      answers("get", "/payments", {
        data: [
          {
            id: "pay_9",
            account_id: "acc_1",
            status: "processing",
            gateway: "bank_transfer",
            method: "bank_transfer",
            by_hand: true,
            amount: inr(23482),
            paid: inr(0),
            refunded: inr(0),
            invoices: ["inv_1"],
            created_at: "2026-11-01T08:00:00Z",
          },
        ],
        next_cursor: null,
      }),
    );
    await open("/invoices/inv_1");
    expect(await screen.findByText("We have your receipt and look for the money")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "See the transfer" })).toHaveAttribute("href", "/pay/pay_9");
  });

  it("offers no payment where nothing is open", async () => {
    engine.use(answers("get", "/invoices/{id}", { ...invoice, status: "paid", balance: inr(0), paid_at: "2026-11-02T08:00:00Z" }));
    await open("/invoices/inv_1");
    expect(await screen.findByText("CGST 9 %")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^Pay/ })).toBeNull();
  });

  it("says that another's invoice is not there", async () => {
    engine.use(refuses("get", "/invoices/{id}", { status: 404, code: "not_found" }));
    await open("/invoices/inv_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});
