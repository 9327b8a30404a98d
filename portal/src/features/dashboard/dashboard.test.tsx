import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen } from "@testing-library/react";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { inr, open } from "../../testing/shop";

type Invoice = NonNullable<Answer<"/invoices", "get">["data"]>[number];

const none = { data: [], next_cursor: null };
const owed = (id: string, status: "unpaid" | "overdue", balance: { amount: number; currency: string }) =>
  ({ id, number: id.toUpperCase(), status, currency: balance.currency, balance, total: balance, due_date: "2026-11-08" }) as Invoice;

/** As the engine lists them where it is asked for what is open. */
const owing = (...all: Invoice[]) => answers("get", "/invoices", ({ url }) => ({ data: url.searchParams.get("open") === "true" ? all : [], next_cursor: null }));

const engine = setupServer(
  owing(),
  answers("get", "/services", none),
  answers("get", "/billing/upcoming", { data: [], credit: [inr(50000), { amount: 0, currency: "USD" }] }),
  answers("get", "/account/activity", none),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

it("asks four times for all that it shows", async () => {
  const asked: string[] = [];
  engine.events.on("request:start", ({ request }) => asked.push(new URL(request.url).pathname.replace("/api", "")));
  await open("/dashboard");
  expect(await screen.findByText("Nothing is due.")).toBeInTheDocument();
  expect(await screen.findByText("₹500.00")).toBeInTheDocument();
  engine.events.removeAllListeners();
  expect(asked.sort()).toEqual(["/account/activity", "/billing/upcoming", "/invoices", "/services"]);
});

describe("what is due", () => {
  it("is paid on its invoice's page where it is one, and the button says how much", async () => {
    engine.use(owing(owed("inv_1", "overdue", inr(118000))));
    const { container } = await open("/dashboard");
    expect(await screen.findByRole("link", { name: "Pay ₹1,180.00" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(screen.getByText(/1 open invoice/)).toBeInTheDocument();
    expect(await screen.findByText("₹500.00")).toBeInTheDocument();
    expect(screen.queryByText("$0.00")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("is paid together where it is several, each currency by itself", async () => {
    engine.use(owing(owed("inv_1", "overdue", inr(118000)), owed("inv_2", "unpaid", inr(23482)), owed("inv_3", "unpaid", { amount: 4900, currency: "USD" })));
    await open("/dashboard");
    expect(await screen.findByRole("link", { name: "Pay ₹1,414.82" })).toHaveAttribute("href", "/invoices?status=open&pay=INR");
    expect(screen.getByRole("link", { name: "Pay $49.00" })).toHaveAttribute("href", "/invoices/inv_3");
    expect(screen.getByRole("link", { name: "See invoices" })).toHaveAttribute("href", "/invoices?status=open");
  });

  it("is nothing, and says so; what failed is said in its place alone", async () => {
    const first = await open("/dashboard");
    expect(await screen.findByText("Nothing is due.")).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: /^Pay/ })).toBeNull();
    first.unmount();
    engine.use(refuses("get", "/invoices", { status: 500, code: "internal" }));
    await open("/dashboard");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
    expect(await screen.findByText("You have no service yet.", { exact: false })).toBeInTheDocument();
  });
});
