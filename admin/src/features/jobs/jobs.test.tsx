import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Job = Answer<"/admin/jobs/{id}", "get">;
type Call = Answer<"/admin/provider-operations/{id}", "get">;

const job: Job = {
  id: "job_1",
  kind: "services.create",
  lane: "plugin.cpanel",
  state: "parked",
  attempts: 4,
  progress: 0,
  run_at: "2026-11-01T08:00:00Z",
  created_at: "2026-11-01T07:00:00Z",
  last_error: "refused: no_such_package: WHM has no package gold",
};
const call: Call = {
  id: "opn_1",
  plugin: "cpanel",
  operation: "provisioner/1.create",
  subject: "svc_1",
  idempotency_key: "service:svc_1:create",
  state: "unknown",
  request: { username: "asha", password: "***" },
  error_code: "timeout",
  error_message: "No answer within 30 s",
  attempts: 1,
  located: 0,
  created_at: "2026-11-01T07:00:01Z",
  updated_at: "2026-11-01T07:30:00Z",
};
const engine = engineOf();

describe("the queue", () => {
  it("asks for the state and the kind that the address names, and says why each waits", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/jobs", ({ url }) => {
        asked.push(`${url.searchParams.get("state")} ${url.searchParams.get("kind")} ${url.searchParams.get("due")}`);
        return { data: [job], next_cursor: null };
      }),
    );
    const { container } = await open("/jobs?state=parked&kind=services.create&due=true");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Create a service" })).toHaveAttribute("href", "/jobs/job_1");
    expect(within(table).getByText(/no package gold/)).toBeInTheDocument();
    expect(asked).toEqual(["parked services.create true"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("takes several up again one by one, and says which could not be", async () => {
    engine.use(
      answers("get", "/admin/jobs", { data: [job, { ...job, id: "job_2", kind: "services.suspend" }], next_cursor: null }),
      answers("post", "/admin/jobs/{id}/retry", { ...job, state: "queued" }),
    );
    engine.use(refuses("post", "/admin/jobs/{id}/retry", { status: 409, code: "job_under_way", detail: "Another job does the same." }));
    await open("/jobs");
    await userEvent.click(within(await screen.findByRole("table")).getByRole("checkbox", { name: "Select all rows" }));
    await userEvent.click(screen.getByRole("button", { name: "Retry now" }));
    const dialog = await screen.findByRole("dialog", { name: "Retry 2 jobs?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Retry now" }));
    expect(await within(dialog).findByText("2 of 2 done")).toBeInTheDocument();
    expect(await within(dialog).findAllByText("Another job does the same.")).toHaveLength(2);
    expect(within(dialog).getByRole("button", { name: "Try 2 again" })).toBeInTheDocument();
  });

  it("says that there are none, and what failed with the request", async () => {
    engine.use(answers("get", "/admin/jobs", { data: [], next_cursor: null }));
    const { unmount } = await open("/jobs");
    expect(await screen.findByText("No jobs yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/jobs", { status: 500, code: "internal" }));
    await open("/jobs");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one job", () => {
  it("shows why it waits and the calls made meanwhile, and is retried once however often it is pressed", async () => {
    const keys: (string | null)[] = [];
    engine.use(
      answers("get", "/admin/jobs/{id}", job),
      answers("get", "/admin/provider-operations", { data: [call, { ...call, id: "opn_2", plugin: "razorpay" }], next_cursor: null }),
      answers("post", "/admin/jobs/{id}/retry", ({ request }) => {
        keys.push(request.headers.get("Idempotency-Key"));
        return { ...job, state: "queued" as const };
      }),
    );
    const { container } = await open("/jobs/job_1");
    expect(await screen.findByText(/would refuse again/)).toBeInTheDocument();
    const calls = await screen.findByRole("table", { hidden: false });
    expect(within(calls).getAllByRole("link", { name: "Server: create" })).toHaveLength(1);
    expect(screen.getByRole("region", { name: "As curl" })).toHaveTextContent("-X POST 'http://shop.test/api/admin/jobs/job_1/retry'");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Retry now" }));
    await userEvent.dblClick(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Retry now" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(keys).toHaveLength(1);
    expect(keys[0]).toBeTruthy();
  });

  it("offers nothing that its state forbids, and stays where the engine says no", async () => {
    engine.use(answers("get", "/admin/jobs/{id}", { ...job, lane: "default", state: "succeeded", last_error: undefined }));
    const { unmount } = await open("/jobs/job_1");
    expect(await screen.findByText("Nothing has gone wrong.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Retry now" })).toBeNull();
    unmount();
    engine.use(
      answers("get", "/admin/jobs/{id}", { ...job, lane: "default" }),
      refuses("delete", "/admin/jobs/{id}", { status: 409, code: "job_state", detail: "Only what waits can be discarded." }),
    );
    await open("/jobs/job_1");
    await userEvent.click(await screen.findByRole("button", { name: "Discard" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Discard" }));
    expect(await within(dialog).findByText("Only what waits can be discarded.")).toBeInTheDocument();
  });
});

describe("a provider's call", () => {
  it("says what is known of a lost answer, and shows the request masked", async () => {
    engine.use(answers("get", "/admin/provider-operations/{id}", { ...call, located: 2 }));
    const { container } = await open("/provider-operations/opn_1");
    expect(await screen.findByText("Nobody knows yet whether it happened")).toBeInTheDocument();
    expect(screen.getByText(/asked 2 times/)).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Request" })).toHaveTextContent('"password": "***"');
    expect(screen.getByRole("link", { name: "svc_1" })).toHaveAttribute("href", "/services/svc_1");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("lists those about one thing, and says when there are none", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/admin/provider-operations", ({ url }) => {
        asked.push(url.searchParams.get("subject"));
        return { data: [], next_cursor: null };
      }),
    );
    await open("/provider-operations?subject=svc_1&state=nonsense");
    expect(await screen.findByText("Nothing fits these filters")).toBeInTheDocument();
    expect(asked).toEqual(["svc_1"]);
  });
});
