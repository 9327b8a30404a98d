import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Calendar = Answer<"/admin/calendar", "get">;

const entry = (date: string, kind: NonNullable<Calendar["data"]>[number]["kind"], amount = 118_000) => ({
  date,
  kind,
  title: "Business (asha.example)",
  client_id: "acc_1",
  service_id: "svc_1",
  domain_id: null,
  invoice_id: null,
  amount: { amount, currency: "INR" },
});
const calendar: Calendar = { from: "2026-11-22", to: "2027-01-20", data: [entry("2026-11-22", "invoice"), entry("2026-11-22", "renewal"), entry("2026-12-06", "suspension")] };
const engine = engineOf(answers("get", "/admin/clients", { data: [], next_cursor: null }));

it("shows what each day brings, and the days after that", async () => {
  const asked: string[] = [];
  engine.use(
    answers("get", "/admin/calendar", ({ url }) => {
      asked.push(`${url.searchParams.get("from")} ${url.searchParams.get("to")}`);
      return calendar;
    }),
  );
  const { container } = await open("/billing/calendar");
  expect(await screen.findByText("1 suspension")).toBeInTheDocument();
  expect(screen.getByText("22 November 2026 to 20 January 2027")).toBeInTheDocument();
  expect(screen.getAllByRole("link", { name: "Business (asha.example)" })[0]).toHaveAttribute("href", "/services/svc_1");
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "60 days later" }));
  await expect.poll(() => asked).toEqual(["null null", "2027-01-21 2027-03-21"]);
});

it("shows one kind alone, and says when nothing comes", async () => {
  engine.use(answers("get", "/admin/calendar", calendar));
  const { unmount } = await open("/billing/calendar?kind=suspension");
  expect(await screen.findByText("1 suspension")).toBeInTheDocument();
  expect(screen.queryByText("1 renewal")).toBeNull();
  unmount();
  engine.use(answers("get", "/admin/calendar", { ...calendar, data: [] }));
  await open("/billing/calendar");
  expect(await screen.findByText("Nothing in these days")).toBeInTheDocument();
});

it("says what failed", async () => {
  engine.use(refuses("get", "/admin/calendar", { status: 500, code: "internal" }));
  await open("/billing/calendar");
  expect(within(await screen.findByRole("alert")).getByText("req_test")).toBeInTheDocument();
});
