import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { client, inr, service } from "../../testing/records";

import { bodyOf, valuesOf } from "./api/edit-values";

type Invoice = NonNullable<Answer<"/admin/clients/{id}/invoices", "get">["data"]>[number];
type Mail = NonNullable<Answer<"/admin/messages", "get">["data"]>[number];

const none = { data: [], next_cursor: null };
const tax = { sez: false, standing: "unchecked" as const, applies: true, counts_while_pending: false, can_be_asked: true };
const engine = engineOf(
  answers("get", "/admin/clients/{id}", client),
  answers("get", "/admin/clients/{id}/notes", none),
  answers("get", "/admin/clients/{id}/invoices", none),
  answers("get", "/admin/clients/{id}/tax", tax),
);

const act = async (name: string) => {
  await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name }));
  return screen.findByRole("alertdialog");
};

describe("the list of clients", () => {
  it("leads to each client's page", async () => {
    engine.use(answers("get", "/admin/clients", { data: [client], next_cursor: null }));
    await open("/clients");
    expect(within(await screen.findByRole("table")).getByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
  });
});

describe("one client", () => {
  it("shows who it is, what is pinned and what is overdue, in four calls", async () => {
    const asked: string[] = [];
    engine.events.on("request:start", ({ request }) => asked.push(new URL(request.url).pathname));
    engine.use(
      answers("get", "/admin/clients/{id}/notes", {
        data: [{ id: "nte_1", message: "Pays late, is kind", pinned: true, author_name: "Ravi", created_at: client.created_at }],
        next_cursor: null,
      }),
      answers("get", "/admin/clients/{id}", { ...client, possible_duplicates: ["acc_7"] }),
    );
    const { container } = await open("/clients/acc_1");
    expect(await screen.findByText(/Pays late/)).toBeInTheDocument();
    expect(await screen.findByText("Nothing is overdue.")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "acc_7" })).toHaveAttribute("href", "/clients/acc_7");
    expect(asked.sort()).toEqual(["/api/admin/clients/acc_1", "/api/admin/clients/acc_1/invoices", "/api/admin/clients/acc_1/notes", "/api/admin/clients/acc_1/tax"]);
    expect(await axeFindings(container)).toEqual([]);
    engine.events.removeAllListeners();
  });

  it("says what a VAT number's register answered, and has it asked again", async () => {
    const asked: string[] = [];
    const known = { ...tax, tax_id: "FR40303265045", standing: "valid" as const, checked_by: "vies", reference: "WAPIAAAAX7kQ2mB1", name: "Atelier Exemple SARL" };
    engine.use(
      answers("get", "/admin/clients/{id}/tax", known),
      answers("post", "/admin/clients/{id}/tax/check", () => {
        asked.push("check");
        return known;
      }),
    );
    const { container } = await open("/clients/acc_1");
    expect(await screen.findByText("WAPIAAAAX7kQ2mB1")).toBeInTheDocument();
    expect(screen.getByText("Atelier Exemple SARL")).toBeInTheDocument();
    expect(screen.getByText(/The register knows it/)).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Ask the register" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Ask the register" }));
    await waitFor(() => expect(asked).toEqual(["check"]));
  });

  it("takes a verdict by hand only with how it was found", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/clients/{id}/tax", { ...tax, tax_id: "FR40303265045", standing: "pending" as const, can_be_asked: false, last_failure: "MS_UNAVAILABLE" }),
      answers("patch", "/admin/clients/{id}/tax", ({ body }) => {
        sent.push(body);
        return { ...tax, tax_id: "FR40303265045", standing: "valid" as const };
      }),
    );
    await open("/clients/acc_1");
    expect(await screen.findByText("MS_UNAVAILABLE")).toBeInTheDocument();
    expect(screen.getByText(/No plugin looks numbers up/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Ask the register" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Mark as checked" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Mark as checked" }));
    expect(sent).toEqual([]);
    await userEvent.type(within(dialog).getByRole("textbox", { name: /How it was checked/ }), "WAPIAAAAY, by the website");
    await userEvent.click(within(dialog).getByRole("button", { name: "Mark as checked" }));
    await waitFor(() => expect(sent).toEqual([{ standing: "valid", evidence: "WAPIAAAAY, by the website" }]));
  });

  it("has a VAT number entered by staff, sent as it was typed, and refused at its field", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/clients/{id}", { ...client, address: { ...client.address, country: "FR", state: "" } }),
      refuses("patch", "/admin/clients/{id}/tax", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "tax_id", code: "other_country", message: "is of another country" }],
      }),
    );
    await open("/clients/acc_1");
    await userEvent.click(await screen.findByRole("button", { name: "Change tax identity" }));
    const dialog = await screen.findByRole("alertdialog");
    const number = within(dialog).getByRole("textbox", { name: /VAT number/ });
    expect(within(dialog).queryByRole("combobox")).toBeNull();
    await userEvent.type(number, "DE811569869");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(number).toHaveAccessibleDescription(/another country/));
    engine.use(
      answers("patch", "/admin/clients/{id}/tax", ({ body }) => {
        sent.push(body);
        return { ...tax, tax_id: "FR40303265045", standing: "pending" as const };
      }),
    );
    await userEvent.clear(number);
    await userEvent.type(number, "FR40303265045");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ tax_id: "FR40303265045" }]));
  });

  it("is said to be in a special economic zone, in India", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("patch", "/admin/clients/{id}/tax", ({ body }) => {
        sent.push(body);
        return { ...tax, sez: true };
      }),
    );
    await open("/clients/acc_1");
    await userEvent.click(await screen.findByRole("button", { name: "Change tax identity" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).queryByRole("textbox")).toBeNull();
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Special economic zone" }));
    await userEvent.click(await screen.findByRole("option", { name: "Yes" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ sez: true }]));
  });

  it("can be invoiced for each renewal by itself", async () => {
    const sent: unknown[] = [];
    let separate = false;
    engine.use(
      answers("get", "/admin/clients/{id}/invoicing", () => ({ separate_invoices: separate })),
      answers("put", "/admin/clients/{id}/invoicing", ({ body }) => {
        sent.push(body);
        separate = true;
        return { separate_invoices: true };
      }),
    );
    await open("/clients/acc_1?tab=invoices");
    const choice = await screen.findByRole("switch", { name: "Each renewal on an invoice of its own" });
    expect(choice).not.toBeChecked();
    await userEvent.click(choice);
    await expect.poll(() => sent).toEqual([{ separate_invoices: true }]);
    await waitFor(() => expect(choice).toBeChecked());
  });

  it("shows what is open in each currency, and what of it is overdue", async () => {
    const owes = (id: string, status: Invoice["status"], balance: { amount: number; currency: string }, due_date = "2026-11-08") =>
      ({ id, number: id.toUpperCase(), status, due_date, balance, total: balance, currency: balance.currency }) as Invoice;
    const all = [
      owes("inv_1", "overdue", inr(100000)),
      owes("inv_2", "unpaid", inr(23482)),
      owes("inv_3", "unpaid", { amount: 4900, currency: "USD" }),
      owes("inv_4", "partially_paid", inr(10000), "2026-01-08"),
      owes("inv_5", "partially_paid", inr(8000), "2999-01-08"),
      owes("inv_6", "paid", inr(0)),
    ];
    engine.use(
      answers("get", "/admin/clients/{id}/invoices", ({ url }) => ({
        data: all.filter(({ balance }) => url.searchParams.get("open") !== "true" || balance.amount > 0),
        next_cursor: null,
      })),
    );
    await open("/clients/acc_1");
    expect(await screen.findByText("₹1,414.82")).toBeInTheDocument();
    expect(screen.getByText("$49.00")).toBeInTheDocument();
    expect(screen.getByText("5 open invoices")).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: "INV_1" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(screen.getByRole("link", { name: "INV_4" })).toBeInTheDocument();
    expect(screen.getByText("₹1,100.00")).toBeInTheDocument();
    for (const name of ["INV_2", "INV_3", "INV_5", "INV_6"]) expect(screen.queryByRole("link", { name })).toBeNull();
  });

  it("shows mails by what they are, with their carrier by name, and finds the text's own name", async () => {
    const mail: Mail = {
      id: "msg_1",
      kind: "invoice_overdue_1",
      channel: "email",
      to: "asha@demo.example",
      subject: "",
      text: "Please pay.",
      html: "",
      language: "en",
      state: "sent",
      carrier: "smtp",
      answer: "",
      attempts: 1,
      message_id: "m1",
      created_at: client.created_at,
    };
    engine.use(
      answers("get", "/admin/messages", { data: [mail], next_cursor: null }),
      http.get("*/api/admin/plugins", () => HttpResponse.json({ data: [{ name: "smtp", plugin: "smtp", title: "SMTP relay" }], unusable: [] })),
    );
    await open("/clients/acc_1?tab=mails");
    const table = await screen.findByRole("table");
    await userEvent.click(within(table).getByRole("button", { name: "First overdue notice" }));
    const sheet = await screen.findByRole("dialog");
    expect(within(sheet).getByText("invoice_overdue_1")).toBeInTheDocument();
    expect(await within(sheet).findByText("SMTP relay")).toBeInTheDocument();
  });

  it("asks for a tab's rows only once it is opened, and keeps it in the address", async () => {
    engine.use(answers("get", "/admin/clients/{id}/services", { data: [service], next_cursor: null }));
    const { router } = await open("/clients/acc_1");
    await userEvent.click(await screen.findByRole("tab", { name: "Services" }));
    expect(within(await screen.findByRole("table")).getByRole("link", { name: "asha-studio.example" })).toHaveAttribute("href", "/services/svc_1");
    expect(router.state.location.href).toBe("/clients/acc_1?tab=services");
  });

  it("gives credit in minor units with its reason, and refuses what is no amount before it is sent", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/clients/{id}/add-credit", ({ body }) => {
        sent.push(body);
        return { balances: [inr(25050)] };
      }),
    );
    await open("/clients/acc_1");
    await userEvent.click(await screen.findByRole("button", { name: "Add credit" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Amount in INR/ }), "1.005");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "Outage on Sunday");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add credit" }));
    expect(await within(dialog).findByText(/amount above zero/)).toBeInTheDocument();
    await userEvent.clear(within(dialog).getByRole("textbox", { name: /Amount in INR/ }));
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Amount in INR/ }), "250.50");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Add credit" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(sent).toEqual([{ amount: inr(25050), reason: "Outage on Sunday" }]);
  });

  it("opens the portal in the client's place by a step of its own, and holds the session in no address", async () => {
    engine.use(
      answers("post", "/admin/clients/{id}/impersonate", {
        access_token: "theirs",
        refresh_token: "spare",
        expires_in: 900,
        user: client.user,
      }),
    );
    const opened: string[] = [];
    const real = window.open;
    window.open = (url) => {
      opened.push(String(url));
      return null;
    };
    await open("/clients/acc_1");
    await userEvent.click(await screen.findByRole("button", { name: "Act for client" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "Ticket 12");
    await userEvent.click(within(dialog).getByRole("button", { name: "Begin" }));
    await userEvent.click(await screen.findByRole("button", { name: "Open the portal" }));
    expect(opened).toEqual(["/acting"]);
    expect(await screen.findByText(/blocked the new tab/)).toBeInTheDocument();
    window.open = real;
  });

  it("says what a suspension means, and what the engine says against it", async () => {
    engine.use(refuses("post", "/admin/clients/{id}/suspend", { status: 409, code: "wrong_state", detail: "The account is closed." }));
    await open("/clients/acc_1");
    const dialog = await act("Suspend client");
    expect(dialog).toHaveTextContent("Their services go on.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Suspend client" }));
    expect(await within(dialog).findByText("The account is closed.")).toBeInTheDocument();
  });

  it("says that a client of another shop is not here", async () => {
    engine.use(refuses("get", "/admin/clients/{id}", { status: 404, code: "not_found" }));
    await open("/clients/acc_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});

describe("what is sent of a changed profile", () => {
  it("is what was changed alone", () => {
    const values = valuesOf(client);
    expect(bodyOf(client, values)).toEqual({});
    expect(bodyOf(client, { ...values, company: " ", phone: "+919999999999" })).toEqual({ company: null, phone: "+919999999999" });
    expect(bodyOf(client, { ...values, address: { ...values.address, line2: "2nd floor" } })).toEqual({
      address: { line1: "7 Prabhat Road", line2: "2nd floor", city: "Pune", state: "Maharashtra", postal_code: "411004", country: "IN" },
    });
  });
});
