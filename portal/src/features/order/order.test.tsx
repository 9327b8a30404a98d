import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Cart = Answer<"/cart", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const domain = {
  id: "cit_1",
  type: "domain",
  name: "भारत.in",
  domain: "xn--h2brj9c.in",
  cycle: "annually",
  quantity: 1,
  action: "register",
  years: 1,
  privacy: true,
  unit_price: inr(59900),
  setup_fee: inr(0),
  discount: inr(0),
  total: inr(70682),
  period: { from: "2026-11-22", to: "2027-11-22" },
  offered_cycles: [],
  offered_years: [1, 2, 3],
  requirements: ["The registry may ask for a proof of identity."],
} satisfies NonNullable<Cart["items"]>[number];
const cart: Cart = { items: [domain], coupon: null, currency: "INR", subtotal: inr(59900), discount: inr(0), tax: [], rounding: inr(0), total: inr(70682) };
const agreement = { key: "DNRA", title: "Registration agreement", url: "https://agreements.example/DNRA", content: "" };

const quiet = [
  answers("get", "/cart", cart),
  answers("get", "/cart/validate", { valid: true, problems: [] }),
  answers("get", "/wallet", { balances: [] } as never),
  answers("get", "/payments/methods", { data: [], offered: [{ gateway: "razorpay", kind: "razorpay", title: "Razorpay", currencies: [], saves: true }] }),
  answers("get", "/domains/agreements", { data: [agreement] }),
  answers("get", "/domains/registration-fields", { type: "object", properties: {}, required: [] }),
];
const localeFiles = import.meta.glob("../../locales/*/*.json");
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at });

const engine = setupServer(...quiet);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("a domain in the cart", () => {
  it("shows what is done with it, and takes other years", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("patch", "/cart/{item}", ({ body }) => {
        sent.push(body);
        return cart;
      }),
    );
    const { container } = await open("/cart");
    const line = within(await screen.findByRole("list", { name: "Cart" }));
    expect(line.getByText("भारत.in")).toBeInTheDocument();
    expect(line.getByText("xn--h2brj9c.in")).toBeInTheDocument();
    expect(line.getByText("Owner hidden")).toBeInTheDocument();
    expect(await line.findByText("The registry may ask for a proof of identity.")).toBeInTheDocument();
    await userEvent.click(line.getByRole("combobox"));
    await userEvent.click(await screen.findByRole("option", { name: "3 years" }));
    await screen.findByText("भारत.in");
    expect(sent).toEqual([{ years: 3 }]);
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("what a registry wants to know", () => {
  const asked = {
    type: "object",
    properties: {
      entityType: { type: "string", title: "entityType" },
      staff: { type: "integer", title: "staff" },
      resident: { type: "boolean", title: "resident", default: false },
    },
    required: ["entityType"],
  };

  it("is asked for in the cart, and kept as texts", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/domains/registration-fields", asked),
      answers("patch", "/cart/{item}", ({ body }) => {
        sent.push(body);
        return cart;
      }),
    );
    const { container } = await open("/cart");
    const form = within(await screen.findByRole("region", { name: "For the registry: भारत.in" }));
    await userEvent.click(form.getByRole("button", { name: "Save" }));
    expect(form.getByText("Fill this in")).toBeInTheDocument();
    expect(sent).toEqual([]);
    await userEvent.type(form.getByRole("textbox", { name: /entityType/ }), "CCO");
    await userEvent.click(form.getByRole("switch", { name: /resident/ }));
    await userEvent.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ options: { entityType: "CCO", resident: "true" } }]));
    expect(await axeFindings(container)).toEqual([]);
  });

  it("shows what was answered before", async () => {
    engine.use(
      answers("get", "/domains/registration-fields", asked),
      answers("get", "/cart", { ...cart, items: [{ ...domain, options: { entityType: "RES", resident: "true" } }] }),
    );
    await open("/cart");
    const form = within(await screen.findByRole("region", { name: "For the registry: भारत.in" }));
    expect(form.getByRole("textbox", { name: /entityType/ })).toHaveValue("RES");
    expect(form.getByRole("switch", { name: /resident/ })).toBeChecked();
  });
});

describe("what a cart comes to", () => {
  const sums = async () => {
    const all = await screen.findAllByRole("definition");
    return screen.getAllByRole("term").map((term, at) => `${term.textContent}: ${all[at]?.textContent}`);
  };

  it("is in the terms of its lines where prices include the tax", async () => {
    engine.use(
      answers("get", "/cart", {
        ...cart,
        subtotal: inr(253_983),
        discount: inr(25_398),
        tax: [{ name: "IGST", rate: "18", amount: inr(41_145) }],
        rounding: inr(0),
        total: inr(269_730),
        gross: { subtotal: inr(299_700), discount: inr(29_970) },
      }),
    );
    await open("/cart");
    expect(await sums()).toEqual(["Subtotal: ₹2,997.00", "Discount: -₹299.70", "Total: ₹2,697.30", "of which IGST 18 %: ₹411.45"]);
  });

  it("has its taxes added where prices are without them", async () => {
    engine.use(answers("get", "/cart", { ...cart, tax: [{ name: "IGST", rate: "18", amount: inr(10_782) }] }));
    await open("/cart");
    expect(await sums()).toEqual(["Subtotal: ₹599.00", "IGST 18 %: ₹107.82", "Total: ₹706.82"]);
  });
});

describe("checking out with a domain", () => {
  const agree = async () => {
    await userEvent.click(await screen.findByRole("checkbox", { name: "I have read and accept these agreements." }));
    await userEvent.click(screen.getByRole("checkbox", { name: /I accept the terms/ }));
    await screen.findByRole("radio", { name: "Razorpay", checked: true });
  };

  it("shows what the registrar wants agreed to, and sends exactly that", async () => {
    let sent: unknown;
    engine.use(
      http.post("*/api/checkout", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ order: {}, invoice: { id: "inv_1" } });
      }),
      refuses("get", "/invoices/{id}", { status: 404, code: "not_found" }),
    );
    const { container } = await open("/checkout");
    expect(await screen.findByRole("link", { name: "Registration agreement" })).toHaveAttribute("href", "https://agreements.example/DNRA");
    expect(screen.getByText(/registered to Asha Kulkarni/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Order and pay" })).toBeDisabled();
    expect(await axeFindings(container)).toEqual([]);
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
    await screen.findByText("This is not here, or not yours.");
    expect(sent).toMatchObject({ accept_terms: true, agreements: ["DNRA"], total: inr(70682) });
  });

  it("names the domain that somebody else took meanwhile, and takes it out", async () => {
    let removed = false;
    engine.use(
      http.post("*/api/checkout", () => HttpResponse.json({ status: 409, code: "domain_taken", title: "Taken", domain: domain.domain }, { status: 409 })),
      http.delete("*/api/cart/:item", () => {
        removed = true;
        return new HttpResponse(null, { status: 204 });
      }),
      answers("get", "/cart", () => (removed ? { ...cart, items: [] } : cart)),
    );
    await open("/checkout");
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
    expect(await screen.findByText("भारत.in was taken by somebody else meanwhile.")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Take it out of the cart" }));
    expect(await screen.findByText("Your cart is empty")).toBeInTheDocument();
  });

  it("asks for the consent anew where the registrar has other agreements by now", async () => {
    engine.use(refuses("post", "/checkout", { status: 409, code: "agreements_changed", detail: "other agreements" }));
    await open("/checkout");
    await agree();
    await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
    expect(await screen.findByText(/The registrar has other agreements by now/)).toBeInTheDocument();
    expect(await screen.findByRole("checkbox", { name: "I have read and accept these agreements." })).not.toBeChecked();
    expect(screen.getByRole("button", { name: "Order and pay" })).toBeDisabled();
  });

  it("says that the registrar is silent, and asks it again", async () => {
    engine.use(refuses("get", "/domains/agreements", { status: 503, code: "registrar_unavailable" }));
    await open("/checkout");
    expect(await screen.findByText(/The registrar does not answer just now/)).toBeInTheDocument();
    engine.use(answers("get", "/domains/agreements", { data: [agreement] }));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Registration agreement" })).toBeInTheDocument();
  });
});
