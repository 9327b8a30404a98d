import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { goToPayment } from "../../paying/methods";
import { inr, offered, open, payment, visa } from "../../testing/shop";

vi.mock("../../paying/methods", async (original) => ({ ...(await original<object>()), goToPayment: vi.fn() }));

type Cart = Answer<"/cart", "get">;

const filled = {
  items: [
    {
      id: "itm_1",
      type: "product",
      product_id: "prd_1",
      name: "Starter Hosting",
      domain: "meera.example",
      cycle: "monthly",
      quantity: 1,
      unit_price: inr(100000),
      setup_fee: inr(0),
      total: inr(100000),
    },
  ],
  coupon: null,
  subtotal: inr(100000),
  discount: inr(0),
  tax: [{ name: "IGST", rate: "18", amount: inr(18000) }],
  rounding: inr(0),
  total: inr(118000),
  currency: "INR",
} as unknown as Cart;
const emptied = { ...filled, items: [], subtotal: inr(0), tax: [], total: inr(0) } as Cart;

const engine = setupServer(answers("get", "/wallet", { balances: [] }), answers("get", "/payments/methods", { data: [], offered }), answers("get", "/cart", filled));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  vi.mocked(goToPayment).mockClear();
  sessionStorage.clear();
});
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

const ordered = { order: { id: "ord_1" }, invoice: { id: "inv_1" }, payment: payment({ status: "requires_action" }) };

/** Orders however often it is pressed; says with which keys. */
async function order() {
  await userEvent.click(await screen.findByRole("checkbox", { name: /I accept/ }));
  await screen.findByRole("radio", { name: "Razorpay", checked: true });
  await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
}

describe("the checkout on a bad day", () => {
  it("keeps what was entered when the network goes, and orders once when it is pressed again", async () => {
    const keys: (string | null)[] = [];
    engine.use(
      http.post("*/api/checkout", ({ request }) => {
        keys.push(request.headers.get("Idempotency-Key"));
        return keys.length === 1 ? HttpResponse.error() : HttpResponse.json(ordered, { status: 201 });
      }),
    );
    await open("/checkout");
    await order();
    expect(await screen.findByRole("alert")).toHaveTextContent("The connection is lost");
    expect(screen.getByRole("checkbox", { name: /I accept/ })).toBeChecked();
    await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
    await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledTimes(1));
    expect(keys[0]).toBeTruthy();
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it("takes another key after a refusal", async () => {
    const keys: (string | null)[] = [];
    engine.use(refuses("post", "/checkout", { status: 409, code: "out_of_stock", detail: "Sold out." }));
    engine.events.on("request:start", ({ request }) => {
      if (request.method === "POST" && request.url.endsWith("/checkout")) keys.push(request.headers.get("Idempotency-Key"));
    });
    await open("/checkout");
    await order();
    expect(await screen.findByRole("alert")).toHaveTextContent("Sold out.");
    await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
    await vi.waitFor(() => expect(new Set(keys).size).toBe(2));
    engine.events.removeAllListeners();
  });

  it("shows that another window has changed the cart, with the new total", async () => {
    await open("/checkout");
    expect(await screen.findByText("₹1,180.00")).toBeInTheDocument();
    engine.use(answers("get", "/cart", { ...filled, subtotal: inr(200000), tax: [], total: inr(236000) } as Cart));
    window.dispatchEvent(new StorageEvent("storage", { key: "hostler.changed.cart", newValue: "another" }));
    expect(await screen.findByText("Your cart was changed in another window")).toBeInTheDocument();
    expect(await screen.findByText("₹2,360.00")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "I have seen it" }));
    expect(screen.queryByText("Your cart was changed in another window")).toBeNull();
  });

  it("leads who presses Back after ordering to the invoice and the payment", async () => {
    engine.use(http.post("*/api/checkout", () => HttpResponse.json(ordered, { status: 201 })));
    const first = await open("/checkout");
    await order();
    await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledTimes(1));
    first.unmount();
    engine.use(answers("get", "/cart", emptied));
    await open("/checkout");
    expect(await screen.findByText("You have ordered already")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "See the invoice" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(screen.getByRole("link", { name: "To the payment" })).toHaveAttribute("href", "/pay/pay_1");
  });
});

it("charges a saved card with the order's invoice, and keeps the order where the card can't be charged", async () => {
  const asked: unknown[] = [];
  engine.use(
    answers("get", "/payments/methods", { data: [visa], offered }),
    http.post("*/api/checkout", async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({ ...ordered, payment: undefined }, { status: 201 });
    }),
    answers("post", "/invoices/{id}/pay", ({ body }) => {
      asked.push(body);
      return { payment: payment({ id: "pay_7", status: "processing" }) };
    }),
  );
  await open("/checkout");
  await userEvent.click(await screen.findByRole("checkbox", { name: /I accept/ }));
  expect(await screen.findByRole("radio", { name: "Visa 1111", checked: true })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Order and pay" }));
  await vi.waitFor(() => expect(goToPayment).toHaveBeenCalledWith(expect.objectContaining({ id: "pay_7" })));
  expect(asked).toEqual([
    { accept_terms: true, total: inr(118000), use_credit: false },
    { method: "razorpay", payment_method_id: "pme_1" },
  ]);
});
