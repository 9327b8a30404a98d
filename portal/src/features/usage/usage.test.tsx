import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { inr, open } from "../../testing/shop";

import { byService, monthBefore, monthsUpTo } from "./components/months";

type Used = NonNullable<Answer<"/usage", "get">["data"]>[number];

const row = (change: Partial<Used>): Used => ({
  service_id: "svc_1",
  service: "monsoon-cafe.example",
  meter: "traffic",
  title: "Traffic",
  unit: "GB",
  period_start: "2026-11-01",
  period_end: "2026-12-01",
  quantity: "120.500",
  included: "100",
  billable: "20.5",
  amount: inr(41000),
  capped: false,
  settled: false,
  invoice_id: null,
  ...change,
});
const rows = [
  row({}),
  row({ service_id: "svc_2", service: "warli-art.example", amount: inr(900000), capped: true }),
  row({ period_start: "2026-10-01", period_end: "2026-11-01", amount: inr(12300), settled: true, invoice_id: "inv_9" }),
];

const engine = setupServer(answers("get", "/usage", { data: rows, totals: [] }), answers("get", "/usage/budget", { amount: inr(1000000), stop: true }));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => vi.setSystemTime(new Date("2026-11-20T10:00:00Z")));
afterEach(() => {
  vi.useRealTimers();
  engine.resetHandlers();
});
afterAll(() => engine.close());

it("counts months backwards over the year's end, and puts the dearest service first", () => {
  expect(monthBefore("2026-02", 3)).toBe("2025-11");
  expect(monthsUpTo("2026-01", 3)).toEqual(["2025-11", "2025-12", "2026-01"]);
  expect(byService(rows.slice(0, 2)).map(({ id }) => id)).toEqual(["svc_2", "svc_1"]);
});

describe("the usage", () => {
  it("shows this month by service, and another month when it is chosen", async () => {
    const { container, router } = await open("/usage");
    expect(await screen.findByText("₹9,410.00", { selector: ".text-3xl *" })).toBeInTheDocument();
    expect(screen.getAllByText("warli-art.example").length).toBeGreaterThan(0);
    expect(screen.getAllByText("120.5 GB").length).toBeGreaterThan(0);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /October 2026/ }));
    expect((await screen.findAllByRole("link", { name: "Invoiced" }))[0]).toHaveAttribute("href", "/invoices/inv_9");
    expect(router.state.location.search).toMatchObject({ month: "2026-10" });
  });

  it("says how far the budget is, and what happens at its end", async () => {
    await open("/usage");
    expect(await screen.findByRole("meter", { name: "Budget of a month" })).toHaveAttribute("aria-valuenow", "94");
    expect(screen.getByText("80 % of the budget is used.")).toBeInTheDocument();
    expect(screen.getByText(/At 100 % metered services are suspended/)).toBeInTheDocument();
  });

  it("warns before a budget that would suspend services at once", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("put", "/usage/budget", ({ body }) => {
        sent.push(body);
        return body as never;
      }),
    );
    await open("/usage");
    await userEvent.click(await screen.findByRole("button", { name: "Change" }));
    const field = screen.getByRole("textbox", { name: /Amount in INR/ });
    await userEvent.clear(field);
    await userEvent.type(field, "5,000");
    expect(await screen.findByRole("alert")).toHaveTextContent("suspended at once");
    await userEvent.click(screen.getByRole("button", { name: "Save the budget" }));
    await vi.waitFor(() => expect(sent).toEqual([{ amount: inr(500000), stop: true }]));
  });

  it("says what is metered where nothing is, and what failed with the request", async () => {
    engine.use(answers("get", "/usage", { data: [], totals: [] }));
    const { unmount } = await open("/usage");
    expect(await screen.findByText("Nothing of yours is metered")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/usage", { status: 500, code: "internal" }));
    await open("/usage");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("req_test");
    expect(within(alert).getByRole("button", { name: "Copy" })).toBeInTheDocument();
  });
});
