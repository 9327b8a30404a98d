import { axeFindings } from "@hostler/web-kit/testing/axe";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { inr, open } from "../../testing/shop";

import { faultOf, lastMonth, spanOf, thisYear } from "./components/span";

const told = (change: object = {}) => ({
  from: "2026-11-01",
  to: "2026-11-20",
  opening: inr(0),
  rows: [
    { date: "2026-11-03", what: "invoice.issued", document: "SHY/2627/0000001", reference: "inv_1", amount: inr(118000), balance: inr(118000) },
    { date: "2026-11-04", what: "payment.received", document: "", reference: "pay_1", amount: inr(-118000), balance: inr(0) },
    { date: "2026-11-05", what: "something.new", document: "", reference: "x", amount: inr(5000), balance: inr(5000) },
  ],
  closing: inr(5000),
  ...change,
});
const asked: string[] = [];
const engine = setupServer(
  http.get("*/api/billing/statement", ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json(told());
  }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  asked.length = 0;
  vi.setSystemTime(new Date("2026-11-20T10:00:00Z"));
});
afterEach(() => {
  vi.useRealTimers();
  engine.resetHandlers();
});
afterAll(() => engine.close());

it("knows the spans that are mostly wanted", () => {
  expect(lastMonth("2026-03-10")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(lastMonth("2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  expect(thisYear("2026-03-31", "IN")).toEqual({ from: "2025-04-01", to: "2026-03-31" });
  expect(thisYear("2026-04-01", "IN")).toEqual({ from: "2026-04-01", to: "2026-04-01" });
  expect(thisYear("2026-03-31", "FR")).toEqual({ from: "2026-01-01", to: "2026-03-31" });
  expect(spanOf("2026-02-30", "2026-03-01", "2026-11-20")).toEqual({ from: "2026-11-01", to: "2026-11-20" });
  expect(faultOf({ from: "2026-02-01", to: "2026-01-01" })).toBe("order");
  expect(faultOf({ from: "2024-01-01", to: "2026-01-01" })).toBe("long");
});

describe("the statement", () => {
  it("says each change in words, also one that it does not know, and what is owed now", async () => {
    const { container } = await open("/billing/statement");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("Invoice")).toBeInTheDocument();
    expect(within(table).getByText("Payment")).toBeInTheDocument();
    expect(within(table).getByText("something new")).toBeInTheDocument();
    expect(within(table).getByText("Carried forward")).toBeInTheDocument();
    expect(screen.getByText("You owe")).toHaveTextContent("₹50.00");
    expect(asked).toEqual(["?from=2026-11-01&to=2026-11-20"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("asks for another span by one press, and puts it into the address", async () => {
    const { router } = await open("/billing/statement");
    await userEvent.click(await screen.findByRole("button", { name: "This financial year" }));
    await vi.waitFor(() => expect(asked.at(-1)).toBe("?from=2026-04-01&to=2026-11-20"));
    expect(router.state.location.search).toMatchObject({ from: "2026-04-01" });
  });

  it("says that nothing moved, and does not call credit a debt", async () => {
    engine.use(http.get("*/api/billing/statement", () => HttpResponse.json(told({ rows: [], opening: inr(-9900), closing: inr(-9900) }))));
    await open("/billing/statement");
    expect(await screen.findByText("Nothing moved in these days.")).toBeInTheDocument();
    expect(screen.getByText("You hold credit of")).toHaveTextContent("₹99.00");
  });

  it("says what failed, with the request", async () => {
    engine.use(http.get("*/api/billing/statement", () => HttpResponse.json({ code: "internal", request_id: "req_9" }, { status: 500 })));
    await open("/billing/statement");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_9");
  });
});
