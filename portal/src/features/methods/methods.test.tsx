import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { herAccount } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { goToPayment } from "../../paying/methods";
import { inr, offered, open, payment, visa } from "../../testing/shop";

vi.mock("../../paying/methods", async (original) => ({ ...(await original<object>()), goToPayment: vi.fn() }));

const upi = { ...visa, id: "pme_2", kind: "upi", title: "asha@okbank", default: false, state: "initiated", chargeable: false, max_amount: undefined };
const spare = { ...visa, id: "pme_3", title: "Mastercard 4444", default: false };
const account = {
  ...herAccount,
  email: "asha@demo.example",
  language: "en",
  verified: true,
  gstin: "27AAPFU0939F1ZV",
  pan: "ABCXXXXX4K",
  address: { line1: "7 Prabhat Road", city: "Pune", state: "Maharashtra", postal_code: "411004", country: "IN" },
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

const engine = setupServer(
  answers("get", "/payments/methods", { data: [visa, upi, spare], offered }),
  answers("get", "/billing/settings", { auto_pay: true, default_method_id: "pme_1" }),
  answers("get", "/account", account as never),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => vi.mocked(goToPayment).mockClear());
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("saved ways to pay", () => {
  it("shows each with its mandate, and says which cannot be charged", async () => {
    const { container } = await open("/billing/methods");
    const list = await screen.findByRole("list", { name: "Saved" });
    const [first, second] = within(list).getAllByRole("listitem");
    expect(first).toHaveTextContent("Visa 1111");
    expect(first).toHaveTextContent("mandate up to ₹15,000.00");
    expect(first).toHaveTextContent("Default");
    expect(second).toHaveTextContent("Your bank has not confirmed it");
    expect(within(second as HTMLElement).queryByRole("button", { name: /Make it the default/ })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("makes another the default and keeps automatic charging as it is", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("put", "/billing/settings", ({ body }) => {
        sent.push(body);
        return body as never;
      }),
    );
    await open("/billing/methods");
    await userEvent.click(await screen.findByRole("button", { name: "Make it the default: Mastercard 4444" }));
    await vi.waitFor(() => expect(sent).toEqual([{ auto_pay: true, default_method_id: "pme_3" }]));
  });

  it("says what removing the default means, and stays open where it is refused", async () => {
    engine.use(refuses("delete", "/payments/methods/{id}", { status: 500, code: "internal" }));
    await open("/billing/methods");
    await userEvent.click(await screen.findByRole("button", { name: "Remove: Visa 1111" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("a service is suspended when its invoice stays unpaid");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("Something went wrong on our side.");
  });

  it("begins to save one by the kind that the gateway knows, once however often it is pressed", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/payments/methods/add", ({ body }) => {
        sent.push(body);
        return { payment: payment({ invoices: [], amount: inr(100) }) };
      }),
    );
    await open("/billing/methods?open=add");
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByText(/Bank transfer/)).toBeNull();
    await userEvent.click(within(dialog).getByRole("radio", { name: "UPI · Razorpay" }));
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Go on" }));
    await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledWith(expect.objectContaining({ id: "pay_1" }), "method"));
    expect(sent).toEqual([{ gateway: "razorpay", kind: "upi" }]);
  });

  it("says what saving is for where nothing is saved, and who may not see it", async () => {
    engine.use(answers("get", "/payments/methods", { data: [], offered }));
    const { unmount } = await open("/billing/methods");
    expect(await screen.findByText("Nothing is saved")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/payments/methods", { status: 403, code: "forbidden" }));
    await open("/billing/methods", { user: { id: "usr_2", name: "Ravi", email: "", username: "ravi", kind: "iam", role: "client", language: "en", two_factor: true } });
    expect(await screen.findByRole("alert")).toHaveTextContent("The account's root user can give it to you");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

const number = { tax_id: "FR40303265045", standing: "pending" as const, applies: true, counts_while_pending: false };

describe("the billing settings", () => {
  it("turns automatic charging off and says what follows", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("put", "/billing/settings", ({ body }) => {
        sent.push(body);
        return body as never;
      }),
    );
    const { container } = await open("/billing/settings");
    const auto = await screen.findByRole("switch", { name: "Charge due renewals by itself" });
    expect(auto).toBeChecked();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(auto);
    expect(screen.getByText(/Unpaid ones lead to the suspension/)).toBeInTheDocument();
    await userEvent.click(within(auto.closest("form") as HTMLElement).getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(sent).toEqual([{ auto_pay: false, default_method_id: "pme_1" }]));
  });

  it("puts what is wrong with a GSTIN beside it", async () => {
    engine.use(refuses("patch", "/account", { status: 422, code: "validation_failed", errors: [{ field: "gstin", code: "checksum", message: "has a wrong check digit" }] }));
    await open("/billing/settings");
    const field = await screen.findByRole("textbox", { name: /GSTIN/ });
    await userEvent.clear(field);
    await userEvent.type(field, "27aapfu0939f1zx");
    await userEvent.click(within(field.closest("form") as HTMLElement).getByRole("button", { name: "Save" }));
    expect(await screen.findByText("has a wrong check digit")).toBeInTheDocument();
    expect(field).toHaveAccessibleDescription(/wrong check digit/);
  });

  it("asks for a VAT number elsewhere, with what the register says", async () => {
    engine.use(
      answers("get", "/account", { ...account, gstin: null, address: { ...account.address, country: "FR" } } as never),
      answers("get", "/billing/tax-id", { ...number, standing: "invalid", checked_at: "2026-11-01T08:00:00Z" }),
    );
    await open("/billing/settings");
    expect(await screen.findByDisplayValue("FR40303265045")).toBeInTheDocument();
    expect(screen.getByText("The register does not know it, so it changes no tax.")).toBeInTheDocument();
    expect(screen.queryByText("GSTIN")).toBeNull();
  });

  it.each([
    [{}, "We are asking the register; until then tax is charged as without it."],
    [{ counts_while_pending: true }, "We are asking the register; until then it counts as valid."],
    [{ applies: false }, "It is of another country than your address, so it changes no tax."],
    [{ standing: "valid" as const, name: "Atelier Exemple SARL" }, "Registered as Atelier Exemple SARL"],
    [{ standing: "valid" as const, reference: "WAPIAAAAX7kQ2mB1" }, "Consultation WAPIAAAAX7kQ2mB1"],
  ])("says what %o of a VAT number means for the tax", async (known, words) => {
    engine.use(
      answers("get", "/account", { ...account, gstin: null, address: { ...account.address, country: "FR" } } as never),
      answers("get", "/billing/tax-id", { ...number, ...known }),
    );
    await open("/billing/settings");
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
