import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { client, inr, product, service } from "../../testing/records";

import { bodyOf, draftOf, secretsOf } from "./api/server-draft";

type Server = Answer<"/admin/servers/{id}", "get">;

const server: Server = {
  id: "srv_1",
  name: "whm-1",
  plugin: "cpanel",
  group: "shared",
  accounts: 38,
  max_accounts: 40,
  settings: { host: "whm1.example", port: 2087, username: "root", token: "***" },
  status: "active",
};
const schema = {
  type: "object",
  required: ["username", "token"],
  properties: {
    host: { type: "string", title: "Host name" },
    port: { type: "integer", title: "Port", default: 2087 },
    username: { type: "string", title: "WHM user" },
    token: { type: "string", format: "secret", title: "API token" },
  },
};
const check = (state: string, latency_ms: number, at: string) => ({ id: `chk_${at}`, state, latency_ms, reasons: [], checked_at: at });
const health = {
  server: "srv_1",
  answers: true,
  code: "",
  message: "",
  accounts: 38,
  max_accounts: 40,
  state: "degraded",
  reasons: [{ code: "load_high", message: "Its load is 24." }],
  since: "2026-11-01T08:00:00Z",
  checked_at: "2026-11-01T09:00:00Z",
  history: [check("degraded", 900, "2026-11-01T09:00:00Z"), check("healthy", 120, "2026-11-01T08:55:00Z")],
  capacity: { accounts: 38, account_limit: 100, load_5: "24.10", addresses: 4, free_addresses: 1 },
};
const engine = engineOf(
  answers("get", "/admin/servers/{id}", server),
  answers("get", "/admin/servers/{id}/health", health as never),
  answers("get", "/admin/server-groups", { data: [], next_cursor: null }),
  answers("get", "/admin/plugins", { data: [{ name: "cpanel", kind: "provisioner/1", title: "cPanel & WHM", enabled: true, server_settings_schema: schema }] } as never),
);

describe("the list of servers", () => {
  it("shows how full each is", async () => {
    engine.use(answers("get", "/admin/servers", { data: [server], next_cursor: null }));
    const { container } = await open("/servers");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "whm-1" })).toHaveAttribute("href", "/servers/srv_1");
    expect(within(table).getByRole("meter", { name: "Fill: whm-1" })).toHaveAttribute("aria-valuenow", "95");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says what it is for where there is none, and adds one by its plugin's form with the error on its field", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/servers", { data: [], next_cursor: null }),
      refuses("post", "/admin/servers", { status: 422, code: "validation_failed", errors: [{ field: "settings.token", code: "required", message: "The token is needed." }] }),
    );
    engine.events.on("request:start", async ({ request }) => {
      if (request.method === "POST") sent.push(await request.clone().json());
    });
    await open("/servers?new=1");
    const sheet = await screen.findByRole("dialog", { name: "Add server" });
    await userEvent.type(await within(sheet).findByLabelText("Name"), "whm-2");
    await userEvent.click(within(sheet).getByRole("combobox", { name: "Plugin" }));
    await userEvent.click(await screen.findByRole("option", { name: "cPanel & WHM (cpanel)" }));
    await userEvent.type(await within(sheet).findByLabelText(/Host name/), "whm2.example");
    await userEvent.click(within(sheet).getByRole("button", { name: "Save" }));
    expect(await within(sheet).findByText("The token is needed.")).toBeInTheDocument();
    expect(sent).toEqual([{ name: "whm-2", plugin: "cpanel", max_accounts: 100, settings: { port: 2087, host: "whm2.example" } }]);
    engine.events.removeAllListeners();
  });
});

describe("one server", () => {
  it("says how it is now, why, and what room it has", async () => {
    const { container } = await open("/servers/srv_1");
    expect(await screen.findByText("Its load is 24.")).toBeInTheDocument();
    expect(screen.getByRole("meter", { name: "Accounts there" })).toHaveAttribute("aria-valuenow", "38");
    expect(screen.getByText("1 free")).toBeInTheDocument();
    expect(screen.getByText(/the slowest took 900 ms/)).toBeInTheDocument();
    expect(screen.queryByText("***")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that it can't be reached when it is compared", async () => {
    engine.use(refuses("get", "/admin/servers/{id}/drift", { status: 503, code: "server_unreachable", detail: "The server does not answer." }));
    await open("/servers/srv_1?tab=drift");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });

  it("takes an account that nobody knows into the books of a client", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/servers/{id}/drift", {
        missing: [],
        differing: [],
        agreeing: 37,
        unknown: [{ account: "oldshop", username: "oldshop", domain: "oldshop.example", suspended: false }],
      } as never),
      answers("get", "/admin/clients", { data: [client], next_cursor: null }),
      answers("get", "/admin/clients/{id}", client),
      answers("get", "/products", { data: [product], next_cursor: null }),
      answers("post", "/admin/servers/{id}/import", ({ body }) => {
        sent.push(body);
        return service;
      }),
    );
    await open("/servers/srv_1?tab=drift");
    expect(await screen.findByText(/Agreeing: 37\. Differing: 0\. Missing there: 0\. Unknown here: 1\./)).toBeInTheDocument();
    await userEvent.click(within(await screen.findByRole("table")).getByRole("button", { name: "Import oldshop" }));
    const sheet = await screen.findByRole("dialog", { name: "Import oldshop" });
    await userEvent.click(within(sheet).getByRole("combobox", { name: "Client" }));
    await userEvent.click(await screen.findByRole("option", { name: /Asha Studio/ }));
    await userEvent.click(within(sheet).getByRole("combobox", { name: "Product" }));
    await userEvent.click(await screen.findByRole("option", { name: "Starter Hosting" }));
    await userEvent.click(within(sheet).getByRole("combobox", { name: "Billed" }));
    await userEvent.click(await screen.findByRole("option", { name: "Monthly" }));
    await userEvent.type(within(sheet).getByLabelText("Paid until"), "2026-12-01");
    await userEvent.type(await within(sheet).findByLabelText(/Price in INR/), "149.50");
    await userEvent.click(within(sheet).getByRole("button", { name: "Import" }));
    await waitFor(() => expect(sent).toEqual([{ account: "oldshop", client_id: "acc_1", product_id: "prd_1", cycle: "monthly", next_due_date: "2026-12-01", price: inr(14950) }]));
  });

  it("shows what is left over in a cloud account", async () => {
    engine.use(answers("get", "/admin/servers/{id}/belongings", { unknown: [{ kind: "volumes", id: "vol-9", name: "old-data" }], missing: [], unreadable: ["images"] } as never));
    await open("/servers/srv_1?tab=belongings");
    expect(within(await screen.findByRole("table")).getByText("old-data")).toBeInTheDocument();
    expect(screen.getByText("images")).toBeInTheDocument();
  });
});

describe("server groups", () => {
  it("are explained where there are none", async () => {
    await open("/server-groups");
    expect(await screen.findByText("No groups yet")).toBeInTheDocument();
  });
});

describe("what is sent of a server", () => {
  it("keeps a stored secret by its mask, and sends a new one in its place", () => {
    const draft = draftOf(server, schema);
    const secrets = secretsOf(server, schema);
    expect(draft.settings).not.toHaveProperty("token");
    expect(bodyOf(draft, secrets).settings).toEqual({ host: "whm1.example", port: 2087, username: "root", token: "***" });
    expect(bodyOf({ ...draft, settings: { ...draft.settings, token: "new" } }, secrets).settings).toMatchObject({ token: "new" });
  });
});
