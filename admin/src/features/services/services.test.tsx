import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { inr, service } from "../../testing/records";

const server: Answer<"/admin/servers/{id}", "get"> = {
  id: "srv_1",
  name: "whm-1",
  plugin: "cpanel",
  group: "shared",
  accounts: 12,
  max_accounts: 40,
  settings: {},
  status: "active",
};
const timeline: Answer<"/admin/services/{id}/timeline", "get"> = {
  data: [
    { kind: "ordered", detail: "", at: "2026-11-01T08:00:00Z" },
    { kind: "active", detail: "", at: "2026-11-01T08:01:00Z" },
    { kind: "backed_up", detail: "backup-77", at: "2026-11-02T08:00:00Z" },
  ],
};
const engine = engineOf(
  answers("get", "/admin/services/{id}", service),
  answers("get", "/admin/services/{id}/timeline", timeline),
  answers("get", "/admin/servers", { data: [server], next_cursor: null }),
);

describe("the list of services", () => {
  it("shows what waits for a person where the address asks for it", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/admin/services", ({ url }) => {
        asked.push(url.searchParams.get("provisioning"));
        return { data: [{ ...service, provisioning: { state: "attention" as const, last_error: "disk full" } }], next_cursor: null };
      }),
    );
    const { container } = await open("/services?provisioning=attention");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "asha-studio.example" })).toHaveAttribute("href", "/services/svc_1");
    expect(within(table).getByText("Needs attention")).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
    expect(asked).toEqual(["attention"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that there are none, and what failed", async () => {
    engine.use(answers("get", "/admin/services", { data: [], next_cursor: null }));
    const { unmount } = await open("/services");
    expect(await screen.findByText("No services yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/services", { status: 500, code: "internal" }));
    await open("/services");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one service", () => {
  it("terminates only once its name is typed, and says what is lost", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/services/{id}/terminate", ({ body }) => {
        sent.push(body);
        return { job: "job_1" } as never;
      }),
    );
    const { container } = await open("/services/svc_1");
    expect(await screen.findByText("backup-77")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Terminate" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Terminate asha-studio.example?" });
    expect(dialog).toHaveTextContent("deleted at the provider with all data");
    const button = within(dialog).getByRole("button", { name: "Terminate" });
    expect(button).toBeDisabled();
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Type asha-studio.example to confirm" }), "asha-studio.example");
    await userEvent.dblClick(button);
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(sent).toEqual([{}]);
  });

  it("ends it without a backup only for a stated reason", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/services/{id}/terminate", ({ body }) => {
        sent.push(body);
        return { job: "job_1" } as never;
      }),
    );
    await open("/services/svc_1");
    await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Terminate" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Terminate asha-studio.example?" });
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Type asha-studio.example to confirm" }), "asha-studio.example");
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Last backup" }));
    await userEvent.click(await screen.findByRole("option", { name: "Do without one" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Terminate" }));
    const reason = within(dialog).getByRole("textbox", { name: /^Reason/ });
    expect(reason).toHaveAccessibleDescription("Say why it goes without a backup");
    expect(sent).toEqual([]);
    await userEvent.type(reason, "The server burned down");
    await userEvent.click(within(dialog).getByRole("button", { name: "Terminate" }));
    await waitFor(() => expect(sent).toEqual([{ reason: "The server burned down", without_backup: true }]));
  });

  it("says why it waits, and takes up making it again", async () => {
    let begun = 0;
    engine.use(
      answers("get", "/admin/services/{id}", { ...service, status: "pending", provisioning: { state: "attention", last_error: "no_such_package: gold" } }),
      answers("post", "/admin/services/{id}/provision", () => {
        begun += 1;
        return { job: "job_2" } as never;
      }),
    );
    await open("/services/svc_1");
    expect(await screen.findByText("no_such_package: gold")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Provision again" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Provision again" }));
    await waitFor(() => expect(begun).toBe(1));
  });

  it("compares it with the provider and repairs by either truth, following the job", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/servers/{id}/drift", {
        missing: [],
        unknown: [],
        agreeing: 3,
        differing: [{ service: "svc_1", account: "ashastud", suspended_here: false, suspended_there: true }],
      } as never),
      answers("post", "/admin/servers/{id}/repair", ({ body }) => {
        sent.push(body);
        return { job: "job_3" } as never;
      }),
      answers("get", "/admin/jobs/{id}", {
        id: "job_3",
        kind: "services.repair",
        lane: "plugin.cpanel",
        state: "succeeded",
        attempts: 1,
        progress: 100,
        run_at: "2026-11-03T08:00:00Z",
        created_at: "2026-11-03T08:00:00Z",
      }),
    );
    await open("/services/svc_1?tab=drift");
    const row = (await screen.findByRole("rowheader", { name: "State" })).closest("tr");
    expect(row).toHaveTextContent("StateActiveSuspended");
    await userEvent.click(screen.getByRole("button", { name: "Push ours" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Push ours" }));
    expect(await screen.findByRole("link", { name: "services.repair" })).toHaveAttribute("href", "/jobs/job_3");
    expect(sent).toEqual([{ service_id: "svc_1", by: "push" }]);
  });

  it("says what stands in the way of ending a suspension", async () => {
    engine.use(
      answers("get", "/admin/services/{id}", { ...service, status: "suspended", suspension_reason: "overdue" }),
      refuses("post", "/admin/services/{id}/unsuspend", { status: 409, code: "service_overdue", detail: "Its overdue invoice has to be paid first." }),
    );
    await open("/services/svc_1");
    expect(await screen.findByText("Suspended: an invoice is overdue")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Unsuspend" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Unsuspend" }));
    expect(await within(dialog).findByText(/has to be paid first/)).toBeInTheDocument();
  });
});

describe("the prices announced for a service", () => {
  it("are shown with what it costs until then and what became of each", async () => {
    engine.use(
      answers("get", "/admin/services/{id}/prices", {
        data: [
          {
            old_price: inr(19900),
            price: inr(24900),
            cycle: "monthly",
            state: "announced",
            effective_on: "2027-02-01",
            announced_at: "2026-11-20T10:00:00Z",
          },
        ],
        next_cursor: null,
      }),
    );
    const { container } = await open("/services/svc_1?tab=prices");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("₹249.00")).toBeInTheDocument();
    expect(within(table).getByText("₹199.00")).toBeInTheDocument();
    expect(within(table).getByText("Announced")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Its product" })).toHaveAttribute("href", "/products/prd_1?tab=announce");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are none where nothing was announced, and say what failed", async () => {
    engine.use(answers("get", "/admin/services/{id}/prices", { data: [], next_cursor: null }));
    const { unmount } = await open("/services/svc_1?tab=prices");
    expect(await screen.findByText("No other price is announced")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/services/{id}/prices", { status: 500, code: "internal" }));
    await open("/services/svc_1?tab=prices");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});
