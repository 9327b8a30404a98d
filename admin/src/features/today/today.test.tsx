import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { inr } from "../../testing/records";

type Stats = Answer<"/admin/stats", "get">;

const stats: Stats = {
  today: "2026-11-10",
  days: 30,
  attention: [
    { kind: "parked_jobs", count: 2, amounts: [], link: "/jobs?state=parked" },
    { kind: "overdue_invoices", count: 3, amounts: [inr(1234550)], link: "/invoices?overdue=true" },
    { kind: "missing_exchange_rates", count: 1, amounts: [], link: "/taxes" },
    { kind: "failed_messages", count: 4, amounts: [], link: "/messages?state=failed" },
    { kind: "silent_gateways", count: 1, amounts: [], link: "/plugins?kind=gateway" },
  ],
  mrr: [inr(123456700), { amount: 9900, currency: "USD" }],
  mrr_new: [inr(500000)],
  mrr_lost: [],
  churn: "2.5",
  collected: [inr(900000)],
  collected_today: [],
  invoiced: [inr(990000)],
  open: [],
  overdue: [inr(1234550)],
  clients: 42,
  clients_new: 1,
  services: 61,
  services_new: 4,
  services_ended: 2,
};
const system = { version: "1.4.0", environment: "sandbox", now: "2026-11-10T08:00:00Z", nodes: 1, plugins: [] } as never;
const engine = engineOf(answers("get", "/admin/stats", stats), answers("get", "/admin/system", system), answers("get", "/admin/jobs", { data: [], next_cursor: null }));

describe("today", () => {
  it("shows what waits first, each number as the link to its rows, and never adds currencies up", async () => {
    const { container } = await open("/");
    const waiting = await screen.findByRole("region", { name: "Waiting for a person" });
    expect(within(waiting).getByRole("link", { name: /^2 ?parked jobs/ })).toHaveAttribute("href", "/jobs?state=parked");
    expect(within(waiting).getByRole("link", { name: /3 ?overdue invoices ?₹12,345\.50/ })).toHaveAttribute("href", "/invoices?overdue=true");
    expect(within(waiting).getByRole("link", { name: /^1 ?currency without an exchange rate/ })).toHaveAttribute("href", "/taxes");
    expect(within(waiting).getByRole("link", { name: /^4 ?messages were not sent/ })).toHaveAttribute("href", "/messages?state=failed");
    expect(within(waiting).getByRole("link", { name: /^1 ?gateway took money and told nothing/ })).toHaveAttribute("href", "/plugins?kind=gateway");
    const figures = screen.getByRole("region", { name: "How the shop does" });
    expect(within(figures).getByRole("link", { name: /Monthly recurring revenue/ })).toHaveTextContent("₹12,34,567.00");
    expect(within(figures).getByRole("link", { name: /Monthly recurring revenue/ })).toHaveTextContent("99.00");
    expect(within(figures).getByRole("link", { name: /Churn/ })).toHaveTextContent("2.5 %");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that all is well where nothing waits", async () => {
    engine.use(answers("get", "/admin/stats", { ...stats, attention: [] }));
    await open("/");
    expect(await screen.findByText("All is well")).toBeInTheDocument();
  });

  it("counts over the days that the address names, and over 30 where it names none", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/admin/stats", ({ url }) => {
        asked.push(url.searchParams.get("days"));
        return stats;
      }),
    );
    const { unmount } = await open("/?days=7");
    await screen.findByRole("region", { name: "How the shop does" });
    unmount();
    await open("/?days=-1");
    await screen.findByRole("region", { name: "How the shop does" });
    expect(asked).toEqual(["7", "30"]);
  });

  it("keeps the rest where the figures fail, and shows a reseller's staff nothing of the platform's", async () => {
    engine.use(
      refuses("get", "/admin/stats", { status: 500, code: "internal" }),
      refuses("get", "/admin/system", { status: 404, code: "not_found" }),
      refuses("get", "/admin/jobs", { status: 404, code: "not_found" }),
    );
    await open("/");
    expect(await screen.findAllByRole("alert")).toHaveLength(1);
    expect(screen.queryByText("Engine")).toBeNull();
  });
});
