import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { inr, open } from "../../testing/shop";

import { askedBackup } from "./api/backups";

type Service = Answer<"/services/{id}", "get">;
type Step = NonNullable<Answer<"/services/{id}/timeline", "get">["data"]>[number];

const service: Service = {
  id: "srv_1",
  account_id: "acc_1",
  status: "active",
  product: { id: "prd_1", name: "Basic" },
  domain: "asha-studio.com",
  cycle: "monthly",
  price: inr(29900),
  recurring_total: inr(29900),
  quantity: 1,
  next_due_date: "2026-12-01",
  facts: {},
  provisioning: { state: "idle" },
  created_at: "2026-11-01T08:00:00Z",
};
const step = (kind: string, at: string): Step => ({ kind, at, detail: "" });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const nightly = { id: "nightly-1", created_at: "2026-11-20T02:00:00Z", size_bytes: 4096, state: "done", restorable: true };

const engine = setupServer(
  answers("get", "/services/{id}", service),
  answers("get", "/services/{id}/usage", {}),
  answers("get", "/services/{id}/timeline", { data: [step("active", "2026-11-01T08:05:00Z")] }),
  answers("get", "/services/{id}/backups", { data: [nightly] }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the backups of a service", () => {
  it("are made on demand, and say that one is being made", async () => {
    const steps = [step("active", "2026-11-01T08:05:00Z")];
    const keys: (string | null)[] = [];
    engine.use(
      answers("get", "/services/{id}/timeline", () => ({ data: steps })),
      answers("post", "/services/{id}/backup", ({ request }) => {
        keys.push(request.headers.get("Idempotency-Key"));
        steps.push(step("backup_requested", minutesAgo(0)));
        return { job: "job_1" };
      }),
    );
    const { container } = await open("/services/srv_1");
    expect(await screen.findByText("nightly-1")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Back up now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getByText(/keeps running meanwhile/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole("button", { name: "Back up now" }));
    expect(await screen.findByText(/A backup is being made, asked for on/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Back up now" })).toBeDisabled();
    expect(keys).toEqual([expect.stringMatching(/.+/)]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say that the last one could not be made, and may be asked for again", async () => {
    engine.use(answers("get", "/services/{id}/timeline", { data: [step("backup_requested", minutesAgo(20)), step("backup_not_made", minutesAgo(5))] }));
    await open("/services/srv_1");
    expect(await screen.findByText(/No backup could be made/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Back up now" })).toBeEnabled();
  });

  it("explain why the engine makes no other one", async () => {
    engine.use(refuses("post", "/services/{id}/backup", { status: 409, code: "too_many_backups", detail: "So many backups of it were made that no more are kept." }));
    await open("/services/srv_1");
    await screen.findByText("nightly-1");
    await userEvent.click(screen.getByRole("button", { name: "Back up now" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Back up now" }));
    expect(await within(dialog).findByText(/no more are kept/)).toBeInTheDocument();
  });

  it("can't be asked for while something else happens to the service", async () => {
    engine.use(answers("get", "/services/{id}", { ...service, provisioning: { state: "changing" } }));
    await open("/services/srv_1");
    await screen.findByText("nightly-1");
    expect(screen.getByRole("button", { name: "Back up now" })).toBeDisabled();
  });

  it("are not offered where the provider keeps none", async () => {
    engine.use(refuses("get", "/services/{id}/backups", { status: 409, code: "action_not_offered" }));
    await open("/services/srv_1");
    expect(await screen.findByText(/No backups are kept here/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Back up now" })).toBeNull();
  });

  it("say that there is none yet", async () => {
    engine.use(answers("get", "/services/{id}/backups", { data: [] }));
    await open("/services/srv_1");
    expect(await screen.findByText("No backup yet.")).toBeInTheDocument();
  });
});

describe("the backup that was asked for last", () => {
  const now = Date.parse("2026-11-22T20:00:00Z");

  it("is made when the step says so, whatever happened since", () => {
    const steps = [step("backup_requested", "2026-11-22T10:00:00Z"), step("backed_up", "2026-11-22T10:20:00Z"), step("signed_on", "2026-11-22T11:00:00Z")];
    expect(askedBackup(steps, now)).toEqual({ state: "made", at: "2026-11-22T10:20:00Z" });
  });

  it("is late when the provider has told nothing for half a day", () => {
    expect(askedBackup([step("backup_requested", "2026-11-22T07:59:00Z")], now)?.state).toBe("late");
    expect(askedBackup([step("backup_requested", "2026-11-22T08:01:00Z")], now)?.state).toBe("under_way");
  });

  it("is nothing where none was asked for", () => {
    expect(askedBackup([step("active", "2026-11-22T08:01:00Z")], now)).toBeUndefined();
  });
});
