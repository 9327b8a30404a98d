import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

import type { Decision } from "./api/rules";
import type { BillingReport } from "./api/run-billing";

type Run = Answer<"/admin/rule-runs/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const nothing: BillingReport = {
  date: "2026-11-22",
  dry_run: true,
  truncated: false,
  invoiced: [],
  reminded: [],
  late_fees: [],
  charged: [],
  suspended: [],
  terminated: [],
  cancelled_orders: [],
  expired: [],
  collected: [],
  held: [],
  refused: [],
  failed: [],
  rules: [],
};
const report: BillingReport = {
  ...nothing,
  invoiced: [
    {
      subject: "svc_1",
      client_id: "acc_1",
      title: "Business (asha-studio.example)",
      total: inr(118_000),
      due_date: "2026-12-01",
      period: { from: "2026-12-01", to: "2027-01-01" },
    },
  ],
  suspended: [{ subject: "svc_2", client_id: "acc_1", detail: "17 days overdue" }],
  failed: [{ subject: "svc_3", rule: "suspend_overdue", detail: "attempt to index a nil value" }],
  rules: [
    { rule: "issue_renewals", state: "done", rows: 40, counts: { issue: 1 } },
    { rule: "suspend_overdue", state: "done", rows: 40, counts: { suspend: 1, failed: 1 } },
  ],
};
const run: Run = {
  id: "run_1",
  rule: "suspend_overdue",
  cause: "billing_run",
  state: "done",
  date: "2026-11-21",
  due_at: "2026-11-21T03:00:00Z",
  started_at: "2026-11-21T03:00:00Z",
  finished_at: "2026-11-21T03:00:02Z",
  rows: 40,
  skipped: 38,
  failures: 0,
  counts: { suspend: 2 },
  error: "",
};
const rules: Answer<"/admin/rules", "get"> = {
  data: [
    { name: "suspend_overdue", title: "Suspend overdue services", select: "services", enabled: true, own: false, when: "0 3 * * *", failures: 0, last_run: run },
    { name: "terminate_suspended", title: "Terminate", select: "services", enabled: false, own: false, when: "0 4 * * *", failures: 0 },
  ],
};
const engine = engineOf(
  answers("get", "/admin/rule-runs", { data: [run], next_cursor: null }),
  answers("get", "/admin/rules", rules),
  answers("get", "/admin/clients", { data: [], next_cursor: null }),
);

interface Asked {
  date?: string;
  dry_run: boolean;
  except?: string[];
}

/** What was asked of the run, in order. */
function answering(say: (body: Asked) => BillingReport) {
  const asked: Asked[] = [];
  engine.use(
    answers("post", "/admin/billing/run", ({ body }) => {
      const wanted = body as Asked;
      asked.push(wanted);
      return say(wanted);
    }),
  );
  return asked;
}

describe("the billing run", () => {
  it("does nothing on opening, and shows the reports that are kept", async () => {
    await open("/billing/run");
    const table = await screen.findByRole("table", { name: undefined });
    expect(within(table).getByRole("link", { name: "Suspend overdue services" })).toHaveAttribute("href", "/billing/runs/run_1");
    expect(within(table).getByText("2 suspended")).toBeInTheDocument();
  });

  it("says which renewals share an invoice, and on how many they all are", async () => {
    const shared = { client_id: "acc_1", due_date: "2026-12-01", services: 2, invoice_total: inr(177_000) };
    const one = report.invoiced[0]!;
    answering(() => ({
      ...nothing,
      invoiced: [
        { ...one, ...shared },
        { ...one, ...shared, subject: "svc_4", total: inr(59_000) },
        { ...one, subject: "svc_5", client_id: "acc_2", services: 1, invoice_total: inr(118_000) },
      ],
      rules: [{ rule: "issue_renewals", state: "done", rows: 3, counts: { issue: 3 } }],
    }));
    await open("/billing/run?date=2026-11-22");
    const totals = await screen.findByRole("group", { name: "Totals" });
    expect(within(totals).getByRole("button", { name: /^Invoiced3₹2,950.00on 2 invoices/ })).toBeInTheDocument();
    expect(await screen.findAllByText("With 1 other, ₹1,770.00 in all")).not.toHaveLength(0);
    await userEvent.click(screen.getByRole("button", { name: "Run now" }));
    expect(await screen.findByRole("alertdialog")).toHaveTextContent("Issues 2 invoices of ₹2,950.00 to 2 clients");
  });

  it("shows what a day would do with totals and the reason of each row, and never more than looks", async () => {
    const asked = answering(() => report);
    const { container } = await open("/billing/run?date=2026-11-22");
    const totals = await screen.findByRole("group", { name: "Totals" });
    expect(within(totals).getByRole("button", { name: /^Invoiced1₹1,180.00/ })).toHaveAttribute("aria-pressed", "true");
    expect((await screen.findAllByText("Its term ends; renewed for 31 days"))[0]).toBeInTheDocument();
    await userEvent.click(within(totals).getByRole("button", { name: /^Suspended1/ }));
    expect((await screen.findAllByText("17 days overdue"))[0]).toBeInTheDocument();
    await userEvent.click(within(totals).getByRole("button", { name: /^Failed1/ }));
    expect((await screen.findAllByText("Suspend overdue services: attempt to index a nil value"))[0]).toBeInTheDocument();
    expect(asked).toEqual([{ date: "2026-11-22", dry_run: true }]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says each effect before it runs, runs once, and keeps what came of it", async () => {
    const asked = answering(({ dry_run }) => ({ ...report, dry_run }));
    await open("/billing/run?date=today");
    await userEvent.click(await screen.findByRole("button", { name: "Run now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Issues 1 invoice of ₹1,180.00 to 1 client");
    expect(dialog).toHaveTextContent("Suspends 1 service of 1 client");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Run now" }));
    expect(await screen.findByText("The run for 22 November 2026 is done")).toBeInTheDocument();
    expect(asked).toEqual([{ dry_run: true }, { dry_run: false }]);
  });

  it("leaves out what was taken out by hand, in the look and in the run", async () => {
    const asked = answering(({ dry_run, except = [] }) => ({ ...report, dry_run, suspended: except.includes("svc_2") ? [] : report.suspended, rules: [] }));
    const { container } = await open("/billing/run?date=today&list=suspended");
    await userEvent.click((await screen.findAllByRole("checkbox", { name: "Select row" }))[0]!);
    await userEvent.click(screen.getByRole("button", { name: "Leave out this time" }));
    expect(await screen.findByText("No service is to be suspended.")).toBeInTheDocument();
    expect(within(screen.getByRole("list", { name: "1 row is left out of this run" })).getByRole("link", { name: "svc_2" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Run now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Leaves out 1 row that you took out.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Run now" }));
    expect(await screen.findByText("The run for 22 November 2026 is done")).toBeInTheDocument();
    expect(asked).toEqual([{ dry_run: true }, { dry_run: true, except: ["svc_2"] }, { dry_run: false, except: ["svc_2"] }]);
  });

  it("looks again at what is taken back in", async () => {
    const asked = answering(({ except = [] }) => ({ ...report, suspended: except.includes("svc_2") ? [] : report.suspended, rules: [] }));
    await open("/billing/run?date=today&list=suspended");
    await userEvent.click((await screen.findAllByRole("checkbox", { name: "Select row" }))[0]!);
    await userEvent.click(screen.getByRole("button", { name: "Leave out this time" }));
    const back = await screen.findByRole("button", { name: "Take svc_2 back in" });
    await waitFor(() => expect(back).toBeEnabled());
    await userEvent.click(back);
    expect((await screen.findAllByText("17 days overdue"))[0]).toBeInTheDocument();
    expect(screen.queryByText(/left out of this run/)).toBeNull();
    expect(asked[1]?.except).toEqual(["svc_2"]);
  });

  it("still shows what is left out when the engine refuses the look, so that it can be taken back", async () => {
    answering(() => report);
    await open("/billing/run?date=today&list=suspended");
    await userEvent.click((await screen.findAllByRole("checkbox", { name: "Select row" }))[0]!);
    engine.use(refuses("post", "/admin/billing/run", { status: 500, code: "internal" }));
    await userEvent.click(screen.getByRole("button", { name: "Leave out this time" }));
    expect(await screen.findByRole("button", { name: "Take all back in" })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Run now" })).toBeNull());
  });

  it("asks for the date where data would be destroyed", async () => {
    answering(({ dry_run }) => ({
      ...nothing,
      dry_run,
      terminated: [{ subject: "svc_9", client_id: "acc_1", detail: "Not paid" }],
      rules: [{ rule: "terminate_suspended", state: "done", rows: 1, counts: { terminate: 1 } }],
    }));
    await open("/billing/run?date=today");
    await userEvent.click(await screen.findByRole("button", { name: "Run now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Terminates 1 service of 1 client: its data is lost");
    expect(within(dialog).getByRole("button", { name: "Run now" })).toBeDisabled();
    await userEvent.type(within(dialog).getByRole("textbox"), "2026-11-22");
    expect(within(dialog).getByRole("button", { name: "Run now" })).toBeEnabled();
  });

  it("does not call a lost answer a failure: the run may go on", async () => {
    answering(() => report);
    await open("/billing/run?date=today");
    await userEvent.click(await screen.findByRole("button", { name: "Run now" }));
    engine.use(http.post("*/api/admin/billing/run", () => HttpResponse.error()));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Run now" }));
    expect(await screen.findByText("No answer came")).toBeInTheDocument();
    expect(screen.getByText(/do not start it again/)).toBeInTheDocument();
  });

  it("lets a rule that stopped at its limit go on with a person's word", async () => {
    const confirmed: unknown[] = [];
    answering(({ dry_run }) => ({
      ...nothing,
      dry_run,
      rules: [
        {
          rule: "terminate_suspended",
          state: dry_run ? "done" : "held",
          rows: 600,
          counts: (dry_run ? { terminate: 600 } : { wanted: 600 }) as Record<string, number>,
          run: "run_2",
          error: "It would act on more than 500 rows",
        },
      ],
    }));
    engine.use(
      answers("post", "/admin/rules/{name}/run", ({ body, params }) => {
        confirmed.push([params.name, body]);
        return { rule: "terminate_suspended", date: "2026-11-22", state: "done" as const, rows: 600, skipped: 0, truncated: false, error: "", counts: { terminate: 600 } };
      }),
    );
    await open("/billing/run?date=today");
    await userEvent.click(await screen.findByRole("button", { name: "Run now" }));
    const first = await screen.findByRole("alertdialog");
    await userEvent.type(within(first).getByRole("textbox"), "2026-11-22");
    await userEvent.click(within(first).getByRole("button", { name: "Run now" }));
    await userEvent.click((await screen.findAllByRole("button", { name: "Confirm and run" }))[0] as HTMLElement);
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("It would act on 600 rows");
    await userEvent.click(within(dialog).getByRole("button", { name: "Confirm and run" }));
    await expect.poll(() => confirmed).toEqual([["terminate_suspended", { confirmed: true }]]);
  });

  it("shows late fees with what they come to, and says so before it runs", async () => {
    answering(({ dry_run }) => ({
      ...nothing,
      dry_run,
      late_fees: [{ subject: "inv_1", client_id: "acc_1", number: "SHY/2627/0000001", total: inr(5_900) }],
      rules: [{ rule: "charge_late_fees", state: "done", rows: 1, counts: { charge_late_fee: 1 } }],
    }));
    await open("/billing/run?date=today");
    const totals = await screen.findByRole("group", { name: "Totals" });
    expect(within(totals).getByRole("button", { name: /^Late fees1₹59.00/ })).toHaveAttribute("aria-pressed", "true");
    expect(screen.getAllByRole("link", { name: "SHY/2627/0000001" })[0]).toHaveAttribute("href", "/invoices/inv_1");
    await userEvent.click(screen.getByRole("button", { name: "Run now" }));
    expect(await screen.findByRole("alertdialog")).toHaveTextContent("Charges 1 late fee of ₹59.00 to 1 client");
  });

  it("says what failed when the preview is refused", async () => {
    engine.use(refuses("post", "/admin/billing/run", { status: 422, code: "validation_failed", detail: "date must be within 400 days of today" }));
    await open("/billing/run?date=2035-01-01");
    expect(await screen.findByRole("alert")).toHaveTextContent("within 400 days");
  });
});

describe("services that a rule does not end by itself", () => {
  const why = "it costs 49999.00 INR a month, more than 10000.00 INR; a person confirms its end";
  const evidence = "it is suspended for abuse; a person confirms its end";
  const heldDecision = (subject: string, action: string, detail: string, held_for?: string) =>
    ({ subject, client_id: "acc_1", action, outcome: "held" as const, detail, result: "", at: "2026-11-21T03:00:01Z", held_for }) as Decision;
  const held: BillingReport = {
    ...nothing,
    terminated: [{ subject: "svc_7", client_id: "acc_1" }],
    held: [
      { subject: "svc_8", client_id: "acc_1", rule: "terminate_suspended", action: "terminate", detail: why, held_for: "cost" },
      { subject: "svc_9", rule: "terminate_suspended", action: "hold", detail: "it waits for a person" },
    ],
    // A preview counts both that it would act on.
    rules: [{ rule: "terminate_suspended", state: "done", rows: 3, counts: { terminate: 2, held: 1 } }],
  };

  it("are listed with the reason, told apart from what is held for another, and left out of what the run ends", async () => {
    answering(() => held);
    const { container } = await open("/billing/run?date=today");
    const list = await screen.findByRole("list", { name: "Waits for your word: Terminate long suspended services" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(1);
    expect(list).toHaveTextContent("It costs ₹49,999.00 a month, more than ₹10,000.00");
    expect(within(list).getByRole("link", { name: "svc_8" })).toHaveAttribute("href", "/services/svc_8");
    expect(within(screen.getByRole("group", { name: "Totals" })).getByRole("button", { name: /^Terminated1/ })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Run now" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Terminates 1 service of 1 client");
    expect(dialog).toHaveTextContent("Leaves 1 service as it is, since it waits for your word:");
    expect(within(dialog).getByRole("link", { name: "svc_8" })).toBeInTheDocument();
  });

  it("end once a person has said so and typed how many, and lead to what came of it", async () => {
    const confirmed: unknown[] = [];
    answering(() => held);
    engine.use(
      answers("post", "/admin/rules/{name}/run", ({ body, params }) => {
        confirmed.push([params.name, body]);
        return {
          rule: "terminate_suspended",
          date: "2026-11-22",
          state: "done" as const,
          run: "run_5",
          rows: 3,
          skipped: 0,
          truncated: false,
          error: "",
          counts: { terminate: 2 },
        };
      }),
    );
    await open("/billing/run?date=today");
    await userEvent.click(await screen.findByRole("button", { name: "Confirm and end 1 service" }));
    const dialog = await screen.findByRole("alertdialog", { name: "End 1 service for good?" });
    expect(dialog).toHaveTextContent("its data is lost, also where it is evidence. 1 other service that is due ends with them.");
    const confirm = within(dialog).getByRole("button", { name: "Confirm and end 1 service" });
    expect(confirm).toBeDisabled();
    await userEvent.type(within(dialog).getByRole("textbox"), "2");
    await userEvent.click(confirm);
    expect(await screen.findByText("2 services are being ended")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Report" })).toHaveAttribute("href", "/billing/runs/run_5");
    expect(confirmed).toEqual([["terminate_suspended", { confirmed: true }]]);
    expect(screen.queryByRole("button", { name: "Confirm and end 1 service" })).toBeNull();
  });

  it("are not ended from the preview of another day", async () => {
    answering(() => held);
    await open("/billing/run?date=2027-01-15");
    expect(await screen.findByText("Your word is given on the day itself: look at today's run for it.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^Confirm and end/ })).toBeNull();
  });

  it("can be confirmed from the report of the night's run too", async () => {
    engine.use(
      answers("get", "/admin/rule-runs/{id}", { ...run, rule: "terminate_suspended", cause: "schedule", counts: { held: 1 } }),
      answers("get", "/admin/rule-runs/{id}/decisions", {
        data: [heldDecision("svc_8", "terminate", why, "cost")],
        next_cursor: null,
      }),
    );
    await open("/billing/runs/run_1");
    expect(await screen.findByRole("button", { name: "Confirm and end 1 service" })).toBeInTheDocument();
  });

  it("are confirmed to the rule that holds them, evidence of a cancelled end to its own", async () => {
    const confirmed: unknown[] = [];
    answering(() => ({
      ...held,
      held: [...held.held, { subject: "svc_5", client_id: "acc_2", rule: "end_cancelled", action: "hold", detail: evidence, held_for: "abuse" }],
      rules: [...held.rules, { rule: "end_cancelled", state: "done", rows: 1, counts: { held: 1 } }],
    }));
    engine.use(
      answers("post", "/admin/rules/{name}/run", ({ params }) => {
        confirmed.push(params.name);
        return { rule: params.name ?? "", date: "2026-11-22", state: "done" as const, run: "run_6", rows: 1, skipped: 0, truncated: false, error: "", counts: { terminate: 1 } };
      }),
    );
    await open("/billing/run?date=today");
    const list = await screen.findByRole("list", { name: "Waits for your word: End services that clients cancelled" });
    expect(list).toHaveTextContent("It is suspended for abuse: a person confirms its end.");
    expect(within(list).getAllByRole("listitem")).toHaveLength(1);
    const buttons = screen.getAllByRole("button", { name: "Confirm and end 1 service" });
    expect(buttons).toHaveLength(2);
    await userEvent.click(buttons[1]!);
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getByRole("link", { name: "svc_5" })).toBeInTheDocument();
    expect(within(dialog).queryByRole("link", { name: "svc_8" })).toBeNull();
    // That rule ends nothing else, whatever the other one does.
    await userEvent.type(within(dialog).getByRole("textbox"), "1");
    await userEvent.click(within(dialog).getByRole("button", { name: "Confirm and end 1 service" }));
    expect(await screen.findByText("1 service is being ended")).toBeInTheDocument();
    expect(confirmed).toEqual(["end_cancelled"]);
  });

  it("can be confirmed from the report of a night that held evidence back", async () => {
    engine.use(
      answers("get", "/admin/rule-runs/{id}", { ...run, rule: "end_cancelled", cause: "schedule", counts: { held: 2 } }),
      answers("get", "/admin/rule-runs/{id}/decisions", {
        data: [heldDecision("svc_5", "hold", evidence, "abuse"), heldDecision("svc_6", "hold", "it waits for a person")],
        next_cursor: null,
      }),
    );
    await open("/billing/runs/run_1");
    expect(await screen.findByRole("button", { name: "Confirm and end 1 service" })).toBeInTheDocument();
  });
});

describe("a kept report", () => {
  it("shows what was decided, row by row", async () => {
    engine.use(
      answers("get", "/admin/rule-runs/{id}", run),
      answers("get", "/admin/rule-runs/{id}/decisions", {
        data: [{ subject: "svc_2", client_id: "acc_1", action: "suspend", outcome: "done", detail: "SHY/2627/0000007", result: "inv_7", at: "2026-11-21T03:00:01Z" }],
        next_cursor: null,
      }),
    );
    const { container } = await open("/billing/runs/run_1");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "svc_2" })).toHaveAttribute("href", "/services/svc_2");
    expect(within(table).getByRole("link", { name: "inv_7" })).toHaveAttribute("href", "/invoices/inv_7");
    expect(await axeFindings(container)).toEqual([]);
  });
});
