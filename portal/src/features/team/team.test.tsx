import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

import { editOf, valuesOf } from "./components/policy-values";
import { eventsOf, splitEvents } from "./components/webhook-events";

type User = NonNullable<Answer<"/account/users", "get">["data"]>[number];
type Webhook = NonNullable<Answer<"/account/webhooks", "get">["data"]>[number];
type Delivery = NonNullable<Answer<"/account/webhooks/{id}/deliveries", "get">["data"]>[number];

const root: User = {
  id: "usr_1",
  name: "Asha Kulkarni",
  email: "asha@demo.example",
  username: null,
  kind: "root",
  role: "client",
  language: "en",
  two_factor: true,
  email_verified: true,
  phone_verified: true,
  phone: null,
  active: true,
  created_at: "2026-10-01T00:00:00Z",
  last_sign_in_at: "2026-11-05T06:00:00Z",
  groups: [],
  roles: [],
  policies: [],
};
const ravi: User = {
  ...root,
  id: "usr_2",
  name: "Ravi Patil",
  email: "ravi@demo.example",
  username: "ravi",
  kind: "iam",
  two_factor: false,
  policies: ["pol_3"],
  last_sign_in_at: null,
};
const billing = {
  id: "pol_3",
  name: "BillingAccess",
  description: "Invoices, payments and orders",
  effect: "allow" as const,
  actions: ["billing:*"],
  resources: ["*"],
  shipped: true,
};
const hook: Webhook = { id: "whk_1", url: "https://crm.example/hook", description: "CRM", events: ["invoice.*"], active: true, failures: 0, created_at: "2026-11-01T00:00:00Z" };
const delivery: Delivery = {
  id: "whd_1",
  webhook_id: "whk_1",
  event: "invoice.paid",
  body: '{"id":"evt_1"}',
  state: "failed",
  attempts: 8,
  status: 500,
  answer: "oops",
  took_ms: 31,
  replay_of: null,
  created_at: "2026-11-05T06:00:00Z",
  tried_at: "2026-11-05T07:00:00Z",
};
const files = Object.fromEntries(Object.entries(import.meta.glob("../../locales/*/*.json")).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string, user?: null) => showPage({ session, features, localeFiles: files, at, ...(user === null ? { user } : {}) });

const engine = setupServer(
  answers("get", "/account/users", { data: [root, ravi], next_cursor: null }),
  answers("get", "/account/invitations", { data: [], next_cursor: null }),
  answers("get", "/account/groups", { data: [], next_cursor: null }),
  answers("get", "/account/roles", { data: [], next_cursor: null }),
  answers("get", "/account/policies", { data: [billing], next_cursor: null }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("users", () => {
  it("shows who may what, and lets nobody change the root user", async () => {
    const { container } = await open("/account/users");
    const table = await screen.findByRole("table");
    expect(await within(table).findByText("BillingAccess")).toBeInTheDocument();
    expect(within(table).queryByRole("button", { name: "Actions: Asha Kulkarni" })).toBeNull();
    expect(within(table).getByRole("button", { name: "Actions: Ravi Patil" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("waits, and fails in words", async () => {
    engine.use(keepsSilent("get", "/account/users"));
    const waiting = await open("/account/users");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    waiting.unmount();
    engine.use(refuses("get", "/account/users", { status: 403, code: "forbidden" }));
    await open("/account/users");
    expect(await screen.findByRole("alert")).toHaveTextContent("You may not see this");
  });

  it("invites with what was ticked", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/account/invitations",
        ({ body }) => {
          sent = body;
          return { id: "inv_9", email: "meera@demo.example", name: "", invited_by: "usr_1", created_at: "2026-11-05T06:00:00Z", expires_at: "2026-11-12T06:00:00Z" };
        },
        201,
      ),
    );
    await open("/account/users?tab=invitations");
    expect(await screen.findByText("No open invitations")).toBeInTheDocument();
    await userEvent.click(screen.getAllByRole("button", { name: "Invite somebody" })[0] as HTMLElement);
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("E-mail address"), "meera@demo.example");
    await userEvent.click(await within(dialog).findByRole("checkbox", { name: /BillingAccess/ }));
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Send invitation" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent).toEqual({ email: "meera@demo.example", groups: [], roles: [], policies: ["pol_3"] });
  });

  it("says at the field what is refused", async () => {
    engine.use(
      refuses("post", "/account/users", {
        status: 422,
        code: "validation_failed",
        errors: [
          { field: "policies[0]", code: "not_found", message: "is not there" },
          { field: "username", code: "taken", message: "is taken" },
        ],
      }),
    );
    await open("/account/users?new=user");
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("User name"), "ravi");
    await userEvent.type(within(dialog).getByLabelText("E-mail address"), "r@demo.example");
    await userEvent.type(within(dialog).getByLabelText("First password"), "x");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(await within(dialog).findByText("is taken")).toBeInTheDocument();
    expect(within(dialog).getByText("is not there")).toBeInTheDocument();
  });

  it("switches somebody off after a question", async () => {
    let sent: unknown;
    engine.use(
      answers("patch", "/account/users/{id}", ({ body }) => {
        sent = body;
        return { ...ravi, active: false };
      }),
    );
    await open("/account/users");
    await userEvent.click((await screen.findAllByRole("button", { name: "Actions: Ravi Patil" }))[0] as HTMLElement);
    await userEvent.click(await screen.findByRole("menuitem", { name: "Switch off" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Switch off" }));
    await waitFor(() => expect(sent).toEqual({ active: false }));
  });
});

describe("roles and policies", () => {
  it("writes a policy, and keeps the shipped ones as they are", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/account/policies",
        ({ body }) => {
          sent = body;
          return { ...billing, id: "pol_9000", name: "Readers", shipped: false };
        },
        201,
      ),
    );
    const { container } = await open("/account/roles?tab=policies");
    expect(await screen.findByText("Shipped")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Change: BillingAccess" })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "New policy" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("Name"), "Readers");
    await userEvent.type(within(dialog).getByLabelText("Actions"), "read{Enter}billing:PayInvoices");
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual({ name: "Readers", description: "", effect: "allow", actions: ["read", "billing:PayInvoices"], resources: ["*"], conditions: null }));
  });

  it("keeps a policy's conditions through its form", () => {
    const policy = { ...billing, shipped: false, conditions: { ip: ["203.0.113.0/24"], fresh_factor: true, after: "2026-11-05T06:00:00.000Z" } };
    expect(editOf(valuesOf(policy)).conditions).toEqual(policy.conditions);
  });

  it("tells whether somebody may, and by which policy", async () => {
    let sent: unknown;
    engine.use(
      answers("post", "/account/policies/simulate", ({ body }) => {
        sent = body;
        return { allowed: true, because: 'The policy "BillingAccess" allows it.', policy: "pol_3" };
      }),
    );
    await open("/account/roles?tab=test");
    await userEvent.click(await screen.findByRole("combobox", { name: "Who" }));
    await userEvent.click(await screen.findByRole("option", { name: /Ravi/ }));
    await userEvent.type(screen.getByLabelText("Does what"), "billing:PayInvoices");
    await userEvent.click(screen.getByRole("button", { name: "Test" }));
    expect(await screen.findByText("Allowed.")).toBeInTheDocument();
    expect(await screen.findByText(/Policy “BillingAccess” says so/)).toBeInTheDocument();
    expect(sent).toEqual({ user: "usr_2", action: "billing:PayInvoices", context: { fresh_factor: true } });
  });
});

describe("webhooks", () => {
  it("shows the secret of a new one once", async () => {
    let sent: unknown;
    engine.use(
      answers("get", "/account/webhooks", { data: [hook], next_cursor: null }),
      answers(
        "post",
        "/account/webhooks",
        ({ body }) => {
          sent = body;
          return { ...hook, secret: "whsec_once" };
        },
        201,
      ),
    );
    await open("/account/webhooks");
    await userEvent.click(await screen.findByRole("button", { name: "New webhook" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("Address"), "https://crm.example/hook");
    await userEvent.click(within(dialog).getByRole("checkbox", { name: /Invoices/ }));
    await userEvent.type(within(dialog).getByLabelText(/Single events/), "ticket.closed");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(await screen.findByText("whsec_once")).toBeInTheDocument();
    expect(sent).toEqual({ url: "https://crm.example/hook", description: "", events: ["invoice.*", "ticket.closed"] });
    await userEvent.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(screen.queryByText("whsec_once")).toBeNull();
  });

  it("shows a delivery with what was sent and answered, and sends it once more", async () => {
    let replayed = 0;
    engine.use(
      answers("get", "/account/webhooks/{id}", hook),
      answers("get", "/account/webhooks/{id}/deliveries", { data: [delivery], next_cursor: null }),
      answers(
        "post",
        "/account/webhooks/{id}/deliveries/{delivery}/replay",
        () => {
          replayed += 1;
          return { ...delivery, id: "whd_2", state: "queued" as const, replay_of: "whd_1" };
        },
        201,
      ),
    );
    const { container } = await open("/account/webhooks/whk_1?delivery=whd_1");
    const drawer = await screen.findByRole("dialog");
    expect(within(drawer).getByText("oops")).toBeInTheDocument();
    expect(within(drawer).getByText(/"evt_1"/)).toBeInTheDocument();
    await userEvent.dblClick(within(drawer).getByRole("button", { name: "Send once more" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(replayed).toBe(1);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("takes events apart and puts them together", () => {
    expect(splitEvents(["invoice.*", "ticket.closed", "*"])).toEqual({ ticked: ["invoice", "*"], typed: "ticket.closed" });
    expect(eventsOf(["invoice", "*"], "ticket.closed,\nticket.closed")).toEqual(["invoice.*", "*", "ticket.closed"]);
  });
});

describe("activity", () => {
  it("names who did what", async () => {
    engine.use(
      answers("get", "/account/activity", {
        data: [
          {
            id: "aud_1",
            action: "user.signed_in",
            object: "usr_2",
            outcome: "succeeded",
            ip: "203.0.113.7",
            user_agent: "Mozilla/5.0 (X11; Linux) Firefox/140",
            user: "usr_2",
            impersonator: null,
            created_at: "2026-11-05T06:00:00Z",
          },
        ],
        next_cursor: null,
      }),
    );
    const { container } = await open("/account/activity");
    const table = await screen.findByRole("table");
    expect(await within(table).findByText("Ravi Patil")).toBeInTheDocument();
    expect(within(table).getByText("Signed in")).toBeInTheDocument();
    expect(within(table).getByText("203.0.113.7 · Firefox, Linux")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("an invitation", () => {
  beforeEach(() => {
    location.hash = "#token=tok_1";
    return () => {
      location.hash = "";
    };
  });

  it("is accepted with a user name and a password, and says how to sign in", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/auth/accept-invite",
        ({ body }) => {
          sent = body;
          return { account: "123456789012", alias: "asha", username: "meera" };
        },
        201,
      ),
    );
    const { container } = await open("/accept-invite", null);
    await userEvent.type(await screen.findByLabelText("User name"), "meera");
    await userEvent.type(screen.getByLabelText("Password"), "Monsoon-lantern-42");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Join" }));
    expect(await screen.findByText("asha")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/login");
    expect(sent).toEqual({ token: "tok_1", username: "meera", password: "Monsoon-lantern-42" });
    expect(localStorage.getItem("hostler.sign_in_account")).toBe("asha");
  });

  it("that is used or too old says whom to ask", async () => {
    engine.use(refuses("post", "/auth/accept-invite", { status: 401, code: "invalid_token" }));
    await open("/accept-invite", null);
    await userEvent.type(await screen.findByLabelText("User name"), "meera");
    await userEvent.type(screen.getByLabelText("Password"), "Monsoon-lantern-42");
    await userEvent.click(screen.getByRole("button", { name: "Join" }));
    expect(await screen.findByText("This invitation holds no more")).toBeInTheDocument();
  });
});
