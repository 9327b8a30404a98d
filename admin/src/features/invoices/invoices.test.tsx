import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Invoice = Answer<"/admin/invoices/{id}", "get">;
type Payment = NonNullable<Answer<"/admin/payments", "get">["data"]>[number];
type Posting = NonNullable<Answer<"/admin/clients/{id}/ledger", "get">["data"]>[number];

const inr = (amount: number) => ({ amount, currency: "INR" });
const invoice: Invoice = {
  id: "inv_1",
  account_id: "acc_1",
  number: "SHY/2627/0000001",
  series: "SHY",
  kind: "renewal",
  status: "overdue",
  currency: "INR",
  issue_date: "2026-11-01",
  due_date: "2026-11-08",
  paid_at: null,
  seller: {
    legal_name: "Sahyadri Hosting Private Limited",
    gstin: "27AAPFU0939F1ZV",
    address: { line1: "Baner Road", city: "Pune", state: "Maharashtra", postal_code: "411045", country: "IN" },
  },
  buyer: { name: "Asha Kulkarni", company: "Asha Studio", address: {} },
  place_of_supply: "27",
  endorsement: "",
  notes: "",
  lines: [
    {
      description: "Starter Hosting",
      quantity: "1",
      unit_price: inr(19_900),
      discount: inr(0),
      taxable: inr(19_900),
      sac: "998315",
      taxes: [],
      total: inr(23_482),
      service_id: "svc_1",
      period: { from: "2026-11-01", to: "2026-12-01" },
    },
  ],
  subtotal: inr(19_900),
  discount: inr(0),
  taxes: [
    { name: "CGST", rate: "9", amount: inr(1791) },
    { name: "SGST", rate: "9", amount: inr(1791) },
  ],
  rounding: inr(0),
  total: inr(23_482),
  balance: inr(23_482),
};
const payment: Payment = {
  id: "pay_1",
  account_id: "acc_1",
  amount: inr(23_482),
  paid: inr(23_482),
  refunded: inr(10_000),
  by_hand: false,
  created_at: "2026-11-02T08:00:00Z",
  gateway: "razorpay",
  invoices: ["inv_1"],
  method: "upi",
  status: "succeeded",
};
const engine = engineOf();

describe("the list of invoices", () => {
  it("shows whose each is and what is open, and asks for what the address names", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/invoices", ({ url }) => {
        asked.push(`${url.searchParams.get("status")} ${url.searchParams.get("overdue")}`);
        return { data: [invoice], next_cursor: null };
      }),
    );
    const { container } = await open("/invoices?overdue=yes&status=nonsense");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "SHY/2627/0000001" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(within(table).getByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
    expect(asked).toEqual(["null true"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("waits, is empty, and fails in words", async () => {
    engine.use(keepsSilent("get", "/admin/invoices"));
    const first = await open("/invoices");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    first.unmount();
    engine.use(answers("get", "/admin/invoices", { data: [], next_cursor: null }));
    const second = await open("/invoices");
    expect(await screen.findByText("No invoices yet")).toBeInTheDocument();
    second.unmount();
    engine.use(refuses("get", "/admin/invoices", { status: 500, code: "internal" }));
    await open("/invoices");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });

  it("reminds of those selected that are open, and says which could not be", async () => {
    const paid: Invoice = { ...invoice, id: "inv_2", number: "SHY/2627/0000002", status: "paid", balance: inr(0) };
    engine.use(
      answers("get", "/admin/invoices", { data: [invoice, paid], next_cursor: null }),
      refuses("post", "/admin/invoices/{id}/send-reminder", { status: 409, code: "mail_off", detail: "Mail is switched off." }),
    );
    await open("/invoices");
    await userEvent.click(within(await screen.findByRole("table")).getByRole("checkbox", { name: "Select all rows" }));
    await userEvent.click(screen.getByRole("button", { name: "Remind of 1 invoice" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("1 client gets mail. 1 of those selected have nothing open");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remind of 1 invoice" }));
    expect(await within(dialog).findByText("Mail is switched off.")).toBeInTheDocument();
  });
});

describe("one invoice", () => {
  it("shows lines, parties and the tax split, and how late it is", async () => {
    engine.use(answers("get", "/admin/invoices/{id}", { ...invoice, exchange_rate: { base: "USD", rate: "0.012" } }));
    const { container } = await open("/invoices/inv_1");
    expect(await screen.findByText("CGST 9 %")).toBeInTheDocument();
    expect(screen.getByText("Maharashtra (27)")).toBeInTheDocument();
    expect(screen.getByText("1 INR = 0.012 USD")).toBeInTheDocument();
    expect(screen.getByText("27AAPFU0939F1ZV")).toBeInTheDocument();
    expect(screen.getAllByRole("link", { name: "Starter Hosting" })[0]).toHaveAttribute("href", "/services/svc_1");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says why a buyer accounts for the tax, as it was known on its day", async () => {
    const check = { standing: "valid", by: "vies", reference: "WAPIAAAAX7kQ2mB1", name: "ATELIER EXEMPLE SARL", checked_at: "2026-10-30T08:00:00Z" };
    const buyer = { company: "Atelier Exemple", address: {}, tax_id: "FR40303265045", tax_id_check: check };
    engine.use(answers("get", "/admin/invoices/{id}", { ...invoice, buyer }));
    const { container } = await open("/invoices/inv_1");
    expect(await screen.findByText("FR40303265045")).toBeInTheDocument();
    expect(screen.getByText(/confirmed by its register/)).toBeInTheDocument();
    expect(screen.getByText("Consultation WAPIAAAAX7kQ2mB1")).toBeInTheDocument();
    expect(screen.getByText("Registered as ATELIER EXEMPLE SARL")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("books money that came in another way, with what was deducted at source, once", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/invoices/{id}", invoice),
      answers("post", "/admin/invoices/{id}/mark-paid", ({ body, request }) => {
        sent.push([body, Boolean(request.headers.get("Idempotency-Key"))]);
        return { payment };
      }),
    );
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Mark as paid" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("checkbox", { name: /deducted tax at source/ }));
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Reference/ }), "UTR123");
    const amount = within(dialog).getByRole("textbox", { name: /^Amount, INR/ });
    await userEvent.clear(amount);
    await userEvent.type(amount, "214.92");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Section/ }), "194J");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Deducted, INR/ }), "19.90");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Book" }));
    await expect.poll(() => sent).toEqual([[{ method: "bank_transfer", reference: "UTR123", amount: inr(21_492), tds: { section: "194J", amount: inr(1990) } }, true]]);
  });

  it("puts what the engine refuses on its field", async () => {
    engine.use(
      answers("get", "/admin/invoices/{id}", invoice),
      refuses("post", "/admin/invoices/{id}/mark-paid", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "date", code: "in_future", message: "must not be after today" }],
      }),
    );
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Mark as paid" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Reference/ }), "UTR123");
    await userEvent.click(within(dialog).getByRole("button", { name: "Book" }));
    expect(await within(dialog).findByText("must not be after today")).toBeInTheDocument();
  });

  it("is issued anew for a reason, and gives back what credit paid only where something was", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/invoices/{id}", { ...invoice, status: "partially_paid", balance: inr(10_000) }),
      answers("post", "/admin/invoices/{id}/unapply-credit", ({ body }) => {
        sent.push(["unapply", body]);
        return invoice;
      }),
      refuses("post", "/admin/invoices/{id}/reissue", { status: 409, code: "invoice_too_old", detail: "It is too old to be issued anew." }),
    );
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Give credit back" }));
    const unapply = await screen.findByRole("alertdialog");
    await userEvent.type(within(unapply).getByRole("textbox", { name: /^Reason/ }), "Meant for another invoice");
    await userEvent.click(within(unapply).getByRole("button", { name: "Give back" }));
    await expect.poll(() => sent).toEqual([["unapply", { reason: "Meant for another invoice" }]]);
    await userEvent.click(await screen.findByRole("button", { name: "Actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Issue anew" }));
    const anew = await screen.findByRole("alertdialog");
    await userEvent.type(within(anew).getByRole("textbox", { name: /^Reason/ }), "A tax number was missing");
    await userEvent.click(within(anew).getByRole("button", { name: "Issue anew" }));
    expect(await within(anew).findByText("It is too old to be issued anew.")).toBeInTheDocument();
  });

  it("offers of a proforma what can be done before it is a tax invoice", async () => {
    const proforma = { ...invoice, number: "PF/2627/00000001", proforma: true, proforma_number: "PF/2627/00000001" } as typeof invoice;
    engine.use(answers("get", "/admin/invoices/{id}", proforma));
    await open("/invoices/inv_1");
    expect(await screen.findByText("Proforma invoice")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Actions" }));
    expect(await screen.findByRole("menuitem", { name: "Cancel" })).toBeInTheDocument();
    for (const name of ["Credit note", "Debit note", "Issue anew", "Write off"]) expect(screen.queryByRole("menuitem", { name })).toBeNull();
    await userEvent.click(screen.getByRole("menuitem", { name: "Cancel" }));
    expect(await screen.findByText(/No credit note is needed/)).toBeInTheDocument();
  });

  it("offers to credit or write off what is left of a proforma that is paid in part", async () => {
    const proforma = { ...invoice, status: "partially_paid", balance: inr(2_000), proforma: true, proforma_number: "PF/2627/00000001" } as typeof invoice;
    engine.use(answers("get", "/admin/invoices/{id}", proforma));
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Actions" }));
    for (const name of ["Credit note", "Write off"]) expect(await screen.findByRole("menuitem", { name })).toBeInTheDocument();
    for (const name of ["Debit note", "Issue anew", "Cancel"]) expect(screen.queryByRole("menuitem", { name })).toBeNull();
  });

  it("offers to take back only what was never paid, and says what that does", async () => {
    engine.use(answers("get", "/admin/invoices/{id}", invoice));
    const { unmount } = await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Actions" }));
    expect(await screen.findByRole("menuitem", { name: "Cancel" })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("menuitem", { name: "Write off" }));
    expect(await screen.findByRole("alertdialog")).toHaveTextContent("₹234.82 is given up as a loss");
    unmount();
    engine.use(answers("get", "/admin/invoices/{id}", { ...invoice, status: "partially_paid", balance: inr(10_000) }));
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Actions" }));
    await screen.findByRole("menuitem", { name: "Write off" });
    expect(screen.queryByRole("menuitem", { name: "Cancel" })).toBeNull();
  });

  it("shows its payments, and gives back no more than is left of one", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/invoices/{id}", { ...invoice, status: "paid", balance: inr(0) }),
      answers("get", "/admin/payments", { data: [payment, { ...payment, id: "pay_2", invoices: ["inv_9"] }], next_cursor: null }),
      answers(
        "post",
        "/payments/{id}/refund",
        ({ body }) => {
          sent.push(body);
          return { id: "rfd_1", payment_id: "pay_1", amount: inr(13_482), status: "pending" as const, to: "source" as const, reason: "Twice", created_at: "2026-11-03T08:00:00Z" };
        },
        201,
      ),
    );
    await open("/invoices/inv_1?tab=payments");
    await userEvent.click((await screen.findAllByRole("button", { name: "Refund" }))[0] as HTMLElement);
    expect(within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true })).toHaveLength(2);
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("₹134.82 can be given back");
    const amount = within(dialog).getByRole("textbox", { name: /^Amount/ });
    await userEvent.clear(amount);
    await userEvent.type(amount, "134.83");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Reason/ }), "Twice");
    await userEvent.click(within(dialog).getByRole("button", { name: "Refund" }));
    expect(within(dialog).getByText(/not above ₹134.82/)).toBeInTheDocument();
    expect(sent).toEqual([]);
    await userEvent.clear(amount);
    await userEvent.type(amount, "134.82");
    await userEvent.click(within(dialog).getByRole("button", { name: "Refund" }));
    await expect.poll(() => sent).toEqual([{ amount: inr(13_482), to: "source", reason: "Twice" }]);
  });

  it("shows both sides of its journals, and looks no further back than its day", async () => {
    const posting = (part: Partial<Posting>): Posting => ({
      what: "invoice.issued",
      reference: "inv_1",
      book: "receivable",
      amount: inr(23_482),
      created_at: "2026-11-01T06:00:00Z",
      invoice_id: "inv_1",
      ...part,
    });
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/admin/invoices/{id}", invoice),
      answers("get", "/admin/clients/{id}/ledger", ({ url }) => {
        asked.push(url.searchParams.get("cursor"));
        return {
          data: [
            posting({ what: "payment.received", reference: "txn_1", amount: inr(-23_482) }),
            posting({ what: "payment.received", reference: "txn_1", book: "gateway:razorpay", invoice_id: null }),
            posting({ what: "payment.received", reference: "txn_9", book: "gateway:stripe", invoice_id: null }),
            posting({}),
            posting({ reference: "inv_0", invoice_id: "inv_0", created_at: "2026-09-01T06:00:00Z" }),
          ],
          next_cursor: "older",
        };
      }),
    );
    await open("/invoices/inv_1?tab=ledger");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("Gateway razorpay")).toBeInTheDocument();
    expect(within(table).queryByText("Gateway stripe")).toBeNull();
    expect(within(table).getAllByRole("row")).toHaveLength(4);
    expect(screen.queryByRole("button", { name: "Look further back" })).toBeNull();
    expect(asked).toEqual([null]);
  });
});

const asha = {
  id: "acc_1",
  number: "123456789012",
  first_name: "Asha",
  last_name: "Kulkarni",
  company: null,
  email: "asha@demo.example",
  currency: "USD",
  status: "active" as const,
  language: "en",
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  tax_exempt: false,
  verified: true,
  address: { line1: "", city: "Pune", country: "IN", postal_code: "", state: "", state_code: "27" },
  user: {
    id: "usr_1",
    name: "Asha",
    email: "asha@demo.example",
    email_verified: true,
    phone_verified: false,
    kind: "root" as const,
    role: "client",
    language: "en",
    two_factor: true,
    created_at: "2026-01-01T00:00:00Z",
  },
};
const draft: Invoice = {
  ...invoice,
  number: "",
  kind: "manual",
  status: "draft",
  balance: inr(0),
  written: { account: "acc_1", lines: [{ description: "Migration", quantity: "2", unit_price: inr(11_741), sac: "998316" }], notes: "Thank you" },
};
const withTag = (body: Invoice, tag: string) => http.get("*/api/admin/invoices/inv_1", () => HttpResponse.json(body as never, { headers: { ETag: tag } }));

describe("an invoice by hand", () => {
  it("asks for what is missing first, then is kept as a draft in the client's currency", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/clients", { data: [asha], next_cursor: null }),
      answers(
        "post",
        "/admin/invoices",
        ({ body }) => {
          sent.push(body);
          return draft;
        },
        201,
      ),
      withTag(draft, '"1"'),
    );
    const { container } = await open("/invoices/new");
    await userEvent.click(await screen.findByRole("button", { name: "Preview" }));
    expect(await screen.findByText("Choose a client.")).toBeInTheDocument();
    await userEvent.type(screen.getByRole("combobox", { name: "Client" }), "ash");
    await userEvent.click(await screen.findByRole("option", { name: /Asha Kulkarni/ }));
    await userEvent.type(screen.getByRole("textbox", { name: "Line 1: what for" }), "Migration");
    const quantity = screen.getByRole("textbox", { name: "Quantity" });
    await userEvent.clear(quantity);
    await userEvent.type(quantity, "1.5");
    await userEvent.type(screen.getByRole("textbox", { name: "Unit price, USD" }), "40.01");
    expect(screen.getByText("Before tax:").parentElement).toHaveTextContent("60.02");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Preview" }));
    await expect
      .poll(() => sent)
      .toEqual([{ account: "acc_1", draft: true, lines: [{ description: "Migration", quantity: "1.5", unit_price: { amount: 4001, currency: "USD" } }] }]);
    // What follows is the draft as it would be issued.
    expect(await screen.findByText(/As it would be issued today/)).toBeInTheDocument();
  });

  it("is issued as it was previewed, once", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag(draft, '"7"'),
      answers("post", "/admin/invoices/{id}/issue", ({ request }) => {
        sent.push([request.headers.get("If-Match"), Boolean(request.headers.get("Idempotency-Key"))]);
        engine.use(withTag({ ...invoice, status: "unpaid" }, '"8"'));
        return { ...invoice, status: "unpaid" as const };
      }),
    );
    const { container } = await open("/invoices/inv_1");
    expect(await screen.findByText("CGST 9 %")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Mark as paid" })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Issue the invoice" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Asha Studio owes ₹234.82 from then on");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Issue the invoice" }));
    expect(await screen.findByRole("heading", { name: "SHY/2627/0000001" })).toBeInTheDocument();
    expect(sent).toEqual([['"7"', true]]);
  });

  it("is not issued when somebody else rewrote it meanwhile", async () => {
    engine.use(
      withTag(draft, '"7"'),
      refuses("post", "/admin/invoices/{id}/issue", { status: 412, code: "precondition_failed", detail: "It has changed since you read it; read it again." }),
    );
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Issue the invoice" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Issue the invoice" }));
    expect(await within(dialog).findByText(/Somebody changed this meanwhile|It has changed since you read it/)).toBeInTheDocument();
  });

  it("is rewritten in its own words, and over another's only on purpose", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag(draft, '"7"'),
      http.put("*/api/admin/invoices/inv_1", async ({ request }) => {
        const tag = request.headers.get("If-Match");
        sent.push([tag, await request.json()]);
        if (tag)
          return HttpResponse.json(
            { type: "about:blank", title: "x", status: 412, code: "precondition_failed" },
            { status: 412, headers: { "Content-Type": "application/problem+json" } },
          );
        return HttpResponse.json(draft as never);
      }),
    );
    await open("/invoices/inv_1?edit=yes");
    // As it was typed, not as it was priced.
    expect(await screen.findByRole("textbox", { name: "Unit price, INR" })).toHaveValue("117.41");
    const description = screen.getByRole("textbox", { name: "Line 1: what for" });
    await userEvent.type(description, " of two sites");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await userEvent.click(await screen.findByRole("button", { name: "Save mine over theirs" }));
    const body = { account: "acc_1", notes: "Thank you", lines: [{ description: "Migration of two sites", quantity: "2", unit_price: inr(11_741), sac: "998316" }] };
    await expect
      .poll(() => sent)
      .toEqual([
        ['"7"', body],
        [null, body],
      ]);
    expect(await screen.findByText(/As it would be issued today/)).toBeInTheDocument();
  });

  it("is discarded for good", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag(draft, '"7"'),
      http.delete("*/api/admin/invoices/inv_1", ({ request }) => {
        sent.push(request.headers.get("If-Match"));
        return new HttpResponse(null, { status: 204 });
      }),
      answers("get", "/admin/invoices", { data: [], next_cursor: null }),
    );
    await open("/invoices/inv_1");
    await userEvent.click(await screen.findByRole("button", { name: "Discard" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Discard" }));
    await expect.poll(() => sent).toEqual(['"7"']);
    expect(await screen.findByRole("heading", { name: "Invoices" })).toBeInTheDocument();
  });
});
