import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

import { changesBetween } from "./api/changes";

type Line = NonNullable<Answer<"/admin/audit", "get">["data"]>[number];

const line: Line = {
  id: "aud_1",
  action: "service.suspended",
  actor: "staff",
  object: "svc_1",
  account_id: "acc_1",
  user: "usr_9",
  impersonator: null,
  ip: "192.0.2.9",
  credential: "session",
  user_agent: "Firefox",
  request_id: "req_77",
  before: { status: "active" },
  after: { status: "suspended", reason: "abuse" },
  created_at: "2026-11-01T08:00:00Z",
};
const engine = engineOf(
  answers("get", "/admin/staff", {
    data: [
      {
        id: "usr_9",
        name: "Ravi Deshmukh",
        email: "ravi@demo.example",
        email_verified: true,
        phone_verified: false,
        kind: "staff",
        role: "owner",
        status: "active",
        language: "en",
        two_factor: true,
        created_at: "2026-01-01T00:00:00Z",
      },
    ],
    next_cursor: null,
  }),
);

describe("the audit log", () => {
  it("asks for what the address names, and opens an entry with what was another before", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/audit", ({ url }) => {
        asked.push(`${url.searchParams.get("action")} ${url.searchParams.get("object")}`);
        return { data: [line], next_cursor: null };
      }),
    );
    const { container, router } = await open("/audit?action=service.suspended&object=svc_1");
    const table = await screen.findByRole("table");
    expect(await within(table).findByText("Ravi Deshmukh")).toBeInTheDocument();
    expect(asked).toEqual(["service.suspended svc_1"]);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "Service suspended" }));
    const sheet = await screen.findByRole("dialog", { name: "Service suspended" });
    const changes = within(within(sheet).getByRole("list", { name: "What changed" })).getAllByRole("listitem");
    expect(changes.map((one) => one.textContent)).toEqual(["statusactivesuspended", "reasonabuse"]);
    expect(within(sheet).getByText("req_77")).toBeInTheDocument();
    expect(router.state.location.search).toMatchObject({ entry: "aud_1" });
  });

  it("says that there is nothing, and what is wrong with a filter", async () => {
    engine.use(answers("get", "/admin/audit", { data: [], next_cursor: null }));
    const { unmount } = await open("/audit");
    expect(await screen.findByText("Nothing was done yet")).toBeInTheDocument();
    unmount();
    engine.use(
      refuses("get", "/admin/audit", { status: 422, code: "validation_failed", detail: "user is no id.", errors: [{ field: "user", code: "malformed", message: "is no id" }] }),
    );
    await open("/audit?user=ravi");
    expect(await screen.findByRole("alert")).toHaveTextContent("user: is no id");
  });
});

describe("the audit log's chain", () => {
  const whole = { whole: true, entries: 12_840, seals: 214, unsealed: 3, fault_count: 0, faults: [] };
  const empty = answers("get", "/admin/audit", { data: [], next_cursor: null });

  it("is verified on a press alone, and says that it is whole", async () => {
    let asked = 0;
    engine.use(
      empty,
      answers("get", "/admin/audit/verify", () => {
        asked += 1;
        return whole;
      }),
    );
    const { container } = await open("/audit");
    await screen.findByText("Nothing was done yet");
    expect(asked).toBe(0);
    await userEvent.click(screen.getByRole("button", { name: "Verify the chain" }));
    const verdict = await screen.findByText("The chain is whole");
    expect(verdict.closest("section")).toHaveTextContent(/12,840/);
    expect(asked).toBe(1);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("names each fault where somebody has touched it", async () => {
    engine.use(
      empty,
      answers("get", "/admin/audit/verify", {
        ...whole,
        whole: false,
        fault_count: 2,
        faults: ["entry 71: was changed", "entry 72: is sealed and no longer there: it was deleted"],
      }),
    );
    await open("/audit");
    await userEvent.click(await screen.findByRole("button", { name: "Verify the chain" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("2 faults in the chain");
    expect(within(screen.getByRole("list", { name: "Faults" })).getAllByRole("listitem")).toHaveLength(2);
  });

  it("says whose it is to verify, or why it can't be just now", async () => {
    engine.use(empty, refuses("get", "/admin/audit/verify", { status: 404, code: "not_found" }));
    await open("/audit");
    await userEvent.click(await screen.findByRole("button", { name: "Verify the chain" }));
    expect(await screen.findByText(/Only the platform's own staff/)).toBeInTheDocument();
    engine.use(refuses("get", "/admin/audit/verify", { status: 409, code: "verification_running", detail: "The log is being verified already." }));
    await userEvent.click(screen.getByRole("button", { name: "Verify the chain" }));
    expect(await screen.findByText("The log is being verified already.")).toBeInTheDocument();
  });
});

describe("activity", () => {
  it("marks what staff did in a client's place", async () => {
    engine.use(answers("get", "/admin/activity", { data: [{ ...line, actor: "client", impersonator: "usr_9" }], next_cursor: null }));
    await open("/activity");
    expect(within(await screen.findByRole("table")).getByText("In a client’s place")).toBeInTheDocument();
  });
});

describe("what is another than before", () => {
  it("is told member by member", () => {
    expect(changesBetween(null, { a: 1 })).toEqual([{ path: "a", before: undefined, after: "1" }]);
    expect(changesBetween({ a: { b: true, c: "x" } }, { a: { b: false, c: "x" } })).toEqual([{ path: "a.b", before: "true", after: "false" }]);
    expect(changesBetween({ list: [] }, { list: [] })).toEqual([]);
  });
});
