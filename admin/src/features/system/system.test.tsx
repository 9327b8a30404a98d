import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

const facts = (environment: string, now: string) =>
  ({
    version: "1.4.0",
    mode: "normal",
    environment,
    database: "sqlite",
    connections: { open: 4, used: 1 },
    now,
    node: 1,
    nodes: 1,
    plugins: [{ instance: "cpanel", plugin: "cpanel", version: "1.0.0", running: 2 }],
    jobs: { done: 210, parked: 1, retried: 3, running: 0 },
  }) as never;
const job = {
  id: "job_1",
  kind: "services.create",
  lane: "default",
  state: "parked" as const,
  attempts: 1,
  progress: 0,
  run_at: "2026-11-01T08:00:00Z",
  created_at: "2026-11-01T08:00:00Z",
};
const engine = engineOf(
  answers("get", "/admin/jobs", ({ url }) => ({ data: url.searchParams.get("state") === "parked" ? [job] : [], next_cursor: null })),
  answers("get", "/admin/system", () => facts("sandbox", new Date().toISOString())),
);

describe("the system's page", () => {
  it("shows the queue's depth with a link to its rows, and leads to the test clock in a sandbox", async () => {
    const { container } = await open("/system");
    expect(await screen.findByText("1.4.0")).toBeInTheDocument();
    expect(await screen.findByRole("link", { name: "1" })).toHaveAttribute("href", "/jobs?state=parked");
    expect(screen.getByRole("link", { name: "Test clock" })).toHaveAttribute("href", "/test-clock");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("warns where the engine's clock is wrong, and offers no test clock in production", async () => {
    engine.use(answers("get", "/admin/system", () => facts("production", new Date(Date.now() - 600_000).toISOString())));
    await open("/system");
    expect(await screen.findByText(/clock is \d+ s from this browser/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Test clock" })).toBeNull();
  });

  it("says that a reseller's staff have none", async () => {
    engine.use(refuses("get", "/admin/system", { status: 404, code: "not_found" }));
    await open("/system");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});
