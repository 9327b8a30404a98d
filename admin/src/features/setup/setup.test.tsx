import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Plugin } from "../../plugins/plugins";
import { open } from "../../testing/open";

import { accountIn } from "./components/sandbox-fill";
import { doneSteps, nextStep } from "./components/steps";

const none = { type: "object", properties: {} };
const bank: Plugin = {
  name: "bank_transfer",
  plugin: "bank_transfer",
  kind: "gateway/1",
  title: "Bank transfer",
  version: "1.0.0",
  description: "By hand.",
  capabilities: [],
  hosts: [],
  enabled: false,
  settings_schema: { type: "object", required: ["holder"], properties: { holder: { type: "string", title: "Account holder" } } },
  server_settings_schema: none,
  product_settings_schema: none,
};
const nothing = { taxes: false, servers: false, products: false, orders: false };
const seller: Answer<"/admin/company", "get"> = {
  name: "Sahyadri Hosting",
  legal_name: "Sahyadri Hosting Private Limited",
  address: { line1: "4th Floor", line2: null, city: "Pune", state: "Maharashtra", state_code: "27", postal_code: "411016", country: "IN" },
  gstin: "27AAPFU0939F1ZV",
  pan: null,
  registration_number: null,
  vat_number: null,
  lut_number: null,
  email: "billing@sahyadri.example",
  phone: null,
  time_zone: "Asia/Kolkata",
  currency: "INR",
  country_fixed: false,
  currency_fixed: false,
  missing: [],
};
const empty = [
  answers("get", "/admin/setup", nothing),
  answers("get", "/admin/company", seller),
  answers("get", "/admin/taxes", { data: [], next_cursor: null }),
  answers("get", "/admin/plugins", { data: [bank], unusable: [] }),
  answers("get", "/admin/servers", { data: [], next_cursor: null }),
  answers("get", "/products", { data: [], next_cursor: null }),
];

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("how far it has come", () => {
  it("is read from what exists", () => {
    expect([...doneSteps({})]).toEqual(["admin"]);
    expect([...doneSteps({ company: { missing: ["state"] } })]).toEqual(["admin"]);
    const done = doneSteps({ company: { missing: [] }, there: { ...nothing, taxes: true, products: true }, plugins: [{ ...bank, enabled: true }] });
    expect([...done].sort()).toEqual(["admin", "company", "gateway", "invoices", "product", "tax"]);
    expect(nextStep(done)).toBe("server");
  });

  it("needs no registrar", () => {
    const all = new Set(["admin", "company", "tax", "invoices", "gateway", "server", "product", "order"] as const);
    expect(nextStep(all)).toBeNull();
  });
});

describe("the sandbox's accounts", () => {
  it("fill in the settings that a plugin has, and nothing else", () => {
    const listed = JSON.stringify({ data: [{ provider: "whm", id: "x", host: "h", token: "t", webhook_url: "w" }] });
    const schema = { type: "object", properties: { host: { type: "string" }, token: { type: "string", format: "secret" } } };
    expect(accountIn(listed, "cpanel", schema)).toEqual({ host: "h", token: "t" });
    expect(accountIn(listed, "stripe", schema)).toBeNull();
    expect(accountIn("no json", "cpanel", schema)).toBeNull();
  });
});

describe("first steps", () => {
  it("ask for the lists of the step that is shown, and of no other", async () => {
    const asked: string[] = [];
    const note = ({ request }: { request: Request }) => void asked.push(new URL(request.url).pathname.replace("/api", ""));
    engine.events.on("request:start", note);
    engine.use(...empty);
    await open("/setup?step=product");
    expect(await screen.findByLabelText("Name")).toBeInTheDocument();
    engine.events.removeListener("request:start", note);
    expect(asked.sort()).toEqual(["/admin/company", "/admin/plugins", "/admin/setup", "/products"]);
  });

  it("tick off the tax once it is there", async () => {
    let there = nothing;
    engine.use(
      answers("get", "/admin/setup", () => there),
      answers("post", "/admin/taxes", ({ body }) => {
        there = { ...nothing, taxes: true };
        return body as never;
      }),
      ...empty,
    );
    await open("/setup");
    await userEvent.click(await screen.findByRole("button", { name: "Add the rate" }));
    expect(await screen.findByRole("button", { name: /Tax.*done/i })).toBeInTheDocument();
  });

  it("begin where nothing is yet", async () => {
    engine.use(...empty);
    const { container } = await open("/setup");
    expect(await screen.findByRole("button", { name: /Tax/, current: "step" })).toBeInTheDocument();
    expect(await screen.findByLabelText("Per cent")).toHaveValue("18");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("begin with who sells, where nobody has said it", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/company", {
        ...seller,
        legal_name: "Hostler",
        address: { line1: "", line2: null, city: "", state: "", state_code: "", postal_code: "", country: "IN" },
        gstin: null,
        email: null,
        missing: ["address", "state", "email"],
      }),
      answers("patch", "/admin/company", ({ body }: { body: unknown }) => {
        sent.push(body);
        return seller;
      }),
      ...empty,
    );
    const { container } = await open("/setup");
    expect(await screen.findByText("Invoices cannot be right yet")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Company/, current: "step" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^GSTIN/), "27aapfu0939f1zv");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ gstin: "27AAPFU0939F1ZV" }]));
  });

  it("save a gateway's settings and switch it on", async () => {
    const done: string[] = [];
    engine.use(
      ...empty,
      answers("put", "/admin/plugins/{name}/settings", ({ body }: { body: unknown }) => {
        done.push(`settings ${JSON.stringify(body)}`);
        return { ...bank, settings: body };
      }),
      answers("post", "/admin/plugins/{name}/enable", () => {
        done.push("enable");
        return { ...bank, enabled: true };
      }),
    );
    await open("/setup?step=gateway");
    await userEvent.type(await screen.findByLabelText("Account holder"), "Sahyadri");
    await userEvent.click(screen.getByRole("button", { name: "Save and enable" }));
    await waitFor(() => expect(done).toEqual(['settings {"holder":"Sahyadri"}', "enable"]));
  });

  it("say that the shop can sell once an order has gone through", async () => {
    engine.use(
      answers("get", "/admin/setup", { taxes: true, servers: true, products: true, orders: true }),
      answers("get", "/admin/company", seller),
      answers("get", "/admin/plugins", {
        data: [
          { ...bank, enabled: true },
          { ...bank, name: "cpanel", kind: "provisioner/1", enabled: true },
        ],
        unusable: [],
      }),
      answers("get", "/admin/orders", { data: [], next_cursor: null }),
    );
    await open("/setup");
    expect(await screen.findByText(/a first order has gone through/)).toBeInTheDocument();
    expect(screen.getByRole("link", { name: /Order it in the shop/ })).toHaveAttribute("href", "/order");
  });

  it("go on with what can be read where something can't", async () => {
    engine.use(refuses("get", "/admin/setup", { status: 403, code: "forbidden" }), ...empty);
    await open("/setup?step=admin");
    expect(await screen.findByText("Meera Joshi")).toBeInTheDocument();
  });
});
