import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { open } from "../../testing/open";

import { changedSettings, commentsIn } from "./components/rule-settings";

vi.mock("../../code/codemirror-view", () => import("../../testing/code"));

type Rule = Answer<"/admin/rules/{name}", "get">;
type Report = Answer<"/admin/rules/{name}/simulate", "post">;

const rule: Rule = {
  name: "suspend_overdue",
  title: "Suspend overdue services",
  select: "services.overdue",
  enabled: true,
  own: false,
  when: "30 0 * * *",
  next_run: "2026-11-22T19:00:00Z",
  settings: { grace_days: 5, exempt_groups: "" },
  defaults: { grace_days: 3, exempt_groups: "" },
  failures: 0,
  source: "return rule {\n  settings = {\n    grace_days    = 3,   -- suspended on this day after the due date\n  },\n}\n",
  last_run: null,
};
const report: Report = {
  rule: "suspend_overdue",
  date: "2026-11-30",
  state: "done",
  rows: 12,
  skipped: 10,
  counts: { suspend: 1, hold: 1 },
  decisions: [
    { subject: "svc_1", client_id: "acc_1", action: "suspend", outcome: "foreseen", detail: "6 days overdue", result: "", facts: { days_overdue: 6 } },
    { subject: "svc_2", action: "hold", outcome: "held", detail: "the client's group is exempt", result: "" },
  ],
  truncated: false,
  log: [],
  error: "",
};

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("settings of a rule", () => {
  it("take their words from the comments of its source", () => {
    expect(commentsIn(rule.source ?? "")).toEqual({ grace_days: "suspended on this day after the due date" });
  });

  it("are sent where they were changed, as nothing where they are as shipped", () => {
    expect(changedSettings(rule, { grace_days: 3 })).toEqual({ grace_days: null });
    expect(changedSettings(rule, { grace_days: 7, exempt_groups: "vip" })).toEqual({ grace_days: 7, exempt_groups: "vip" });
    expect(changedSettings(rule, { grace_days: 5 })).toEqual({});
  });
});

describe("the list of rules", () => {
  it("says when each runs in words", async () => {
    engine.use(answers("get", "/admin/rules", { data: [rule, { ...rule, name: "remind_unpaid", title: "Remind", enabled: false, next_run: null }] }));
    const { container } = await open("/automation/rules");
    const table = await screen.findByRole("table");
    expect((await within(table).findAllByText("At 00:30, every day")).length).toBeGreaterThan(0);
    expect(within(table).getByText("Off")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("stops every rule that runs, one by one, after saying what follows", async () => {
    const stopped: unknown[] = [];
    engine.use(
      answers("get", "/admin/rules", { data: [rule, { ...rule, name: "remind_unpaid", title: "Remind" }] }),
      answers("patch", "/admin/rules/{name}", ({ params, body }) => {
        stopped.push([params.name, body]);
        return { ...rule, enabled: false };
      }),
    );
    await open("/automation/rules");
    await userEvent.click(await screen.findByRole("button", { name: "Emergency stop" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent(/2 rules are paused at once/);
    await userEvent.click(within(dialog).getByRole("button", { name: "Emergency stop" }));
    await waitFor(() =>
      expect(stopped).toEqual([
        ["suspend_overdue", { enabled: false }],
        ["remind_unpaid", { enabled: false }],
      ]),
    );
  });

  it("says what failed", async () => {
    engine.use(refuses("get", "/admin/rules", { status: 503, code: "unavailable" }));
    await open("/automation/rules");
    expect(await screen.findByRole("alert")).toBeInTheDocument();
  });
});

describe("one rule", () => {
  it("shows its next five runs and its settings with what is shipped", async () => {
    engine.use(answers("get", "/admin/rules/{name}", rule));
    const { container } = await open("/automation/rules/suspend_overdue");
    expect((await screen.findByText("At 00:30, every day")).parentElement?.querySelectorAll("time")).toHaveLength(5);
    expect(screen.getByLabelText(/Suspend, days after/)).toHaveAccessibleDescription(/Suspended on this day after the due date.*As shipped: 3/);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("is read in Hindi: its name, its settings, and why it decided", async () => {
    engine.use(answers("get", "/admin/rules/{name}", rule), answers("post", "/admin/rules/{name}/simulate", report));
    const { unmount } = await open("/automation/rules/suspend_overdue", { language: "hi" });
    expect(await screen.findByRole("heading", { level: 1, name: "बकाया सेवाएँ निलंबित करना" })).toBeInTheDocument();
    expect(screen.getByLabelText(/निलंबन, इतने दिन बाद/)).toHaveAccessibleDescription(/देय तिथि/);
    unmount();
    await open("/automation/rules/suspend_overdue?tab=simulate&date=2026-11-30", { language: "hi" });
    await userEvent.click(await screen.findByRole("button", { name: "आज़माएँ" }));
    expect(within(await screen.findByRole("table")).getByText("ग्राहक का समूह छूट में है")).toBeInTheDocument();
  });

  it("that a shop has written itself keeps its author's words", async () => {
    engine.use(answers("get", "/admin/rules/{name}", { ...rule, own: true, title: "Ours", defaults: { grace_days: 3, moons: 1 }, settings: { grace_days: 3, moons: 1 } }));
    await open("/automation/rules/suspend_overdue");
    expect(await screen.findByRole("heading", { level: 1, name: "Ours" })).toBeInTheDocument();
    expect(screen.getByLabelText(/Suspend, days after/)).toHaveAccessibleDescription(/suspended on this day after the due date/);
    expect(screen.getByLabelText(/Moons/)).toBeInTheDocument();
  });

  it("shows what it would decide on a day, row by row, and why", async () => {
    const asked: unknown[] = [];
    engine.use(
      answers("get", "/admin/rules/{name}", rule),
      answers("post", "/admin/rules/{name}/simulate", ({ body }) => {
        asked.push(body);
        return report;
      }),
    );
    await open("/automation/rules/suspend_overdue?tab=simulate&date=2026-11-30");
    await userEvent.click(await screen.findByRole("button", { name: "Simulate" }));
    const table = await screen.findByRole("table");
    expect(within(table).getByText("6 days overdue")).toBeInTheDocument();
    expect(within(table).getByText("The client's group is exempt")).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "svc_1" })).toHaveAttribute("href", "/services/svc_1");
    expect(within(table).getByText("Would be done")).toBeInTheDocument();
    expect(asked).toEqual([{ date: "2026-11-30" }]);
  });

  it("shows what would happen before it runs, and asks once more above its limit", async () => {
    const ran: unknown[] = [];
    engine.use(
      answers("get", "/admin/rules/{name}", { ...rule, limit: 1 }),
      answers("post", "/admin/rules/{name}/simulate", report),
      answers("post", "/admin/rules/{name}/run", ({ body }) => {
        ran.push(body);
        return { ...report, state: (body as { confirmed: boolean }).confirmed ? ("done" as const) : ("held" as const), run: "rrn_1" };
      }),
    );
    await open("/automation/rules/suspend_overdue");
    await userEvent.click(await screen.findByRole("button", { name: "Run now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(await within(dialog).findByText(/12 rows looked at/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole("button", { name: "Run now" }));
    await userEvent.click(await within(dialog).findByRole("button", { name: "Run all the same" }));
    expect(await screen.findByRole("heading", { name: "What the run came to" })).toBeInTheDocument();
    expect(ran).toEqual([{ confirmed: false }, { confirmed: true }]);
  });

  it("marks the line of a script that is refused", async () => {
    engine.use(
      answers("get", "/admin/rules/{name}", rule),
      refuses("patch", "/admin/rules/{name}", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "source", code: "invalid_script", message: "rules/suspend_overdue.lua:2: unexpected symbol" }],
      }),
    );
    await open("/automation/rules/suspend_overdue?tab=source");
    await userEvent.type(await screen.findByRole("textbox", { name: "Source" }), "x");
    await userEvent.click(screen.getByRole("button", { name: "Keep this version" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Keep this version" }));
    expect(await screen.findByText(/unexpected symbol/)).toBeInTheDocument();
  });
});
