import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import type { Plugin, PluginList } from "../../plugins/plugins";
import { open } from "../../testing/open";

const none = { type: "object", properties: {} };
const razorpay: Plugin = {
  name: "razorpay",
  plugin: "razorpay",
  kind: "gateway/1",
  title: "Razorpay",
  version: "1.0.0",
  description: "Cards and UPI.",
  capabilities: ["test_connection", "checkout", "webhook"],
  hosts: ["api.razorpay.com", "{settings.base_url}"],
  enabled: true,
  settings_schema: {
    type: "object",
    required: ["key_id", "key_secret"],
    properties: {
      key_id: { type: "string", title: "Key id" },
      key_secret: { type: "string", format: "secret", title: "Key secret" },
      previous_secret: { type: "string", format: "secret", title: "Previous secret" },
      base_url: { type: "string", format: "uri", title: "Address" },
    },
  },
  server_settings_schema: none,
  product_settings_schema: none,
  settings: { key_id: "rzp_test_1", key_secret: "***", previous_secret: "***", base_url: "https://api.razorpay.com" },
  health: { breaker: "closed", running_calls: 0 },
};
const cpanel: Plugin = {
  ...razorpay,
  name: "cpanel",
  plugin: "cpanel",
  kind: "provisioner/1",
  title: "cPanel & WHM",
  capabilities: ["create", "volumes.attach"],
  enabled: false,
  health: undefined,
  settings: {},
};
const list: PluginList = { data: [razorpay, cpanel], unusable: [{ folder: "plugins/broken", reason: "plugin.json: no kind" }] };

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the list of plugins", () => {
  it("shows each with its state, and which folders cannot be used", async () => {
    engine.use(answers("get", "/admin/plugins", list));
    const { container } = await open("/plugins");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Razorpay" })).toHaveAttribute("href", "/plugins/razorpay");
    expect(within(table).getByText("Healthy")).toBeInTheDocument();
    expect(within(table).getByText("Disabled")).toBeInTheDocument();
    expect(screen.getByText("plugin.json: no kind")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("filters by what the address names, and says when nothing fits", async () => {
    engine.use(answers("get", "/admin/plugins", list));
    await open("/plugins?kind=dns");
    expect(await screen.findByText("Nothing fits these filters")).toBeInTheDocument();
  });

  it("waits with the shape of a list, and says what failed", async () => {
    engine.use(keepsSilent("get", "/admin/plugins"));
    const { unmount } = await open("/plugins");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/plugins", { status: 500, code: "internal" }));
    await open("/plugins");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one plugin", () => {
  it("never shows a kept secret, sends it back untouched, and takes away the one that is removed", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/plugins/{name}", razorpay),
      answers("put", "/admin/plugins/{name}/settings", ({ body }: { body: unknown }) => {
        sent.push(body);
        return razorpay;
      }),
    );
    const { container } = await open("/plugins/razorpay");
    await screen.findByLabelText(/Key id/);
    expect(container).not.toHaveTextContent("***");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Remove: Previous secret" }));
    await userEvent.clear(screen.getByLabelText(/Key id/));
    await userEvent.type(screen.getByLabelText(/Key id/), "rzp_test_2");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([{ key_id: "rzp_test_2", key_secret: "***", base_url: "https://api.razorpay.com" }]));
  });

  it("puts a refusal on its field: a secret is asked for anew where the address changes", async () => {
    engine.use(
      answers("get", "/admin/plugins/{name}", razorpay),
      refuses("put", "/admin/plugins/{name}/settings", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "key_secret", code: "required_anew", message: "must be given anew" }],
      }),
    );
    await open("/plugins/razorpay");
    await userEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(await screen.findByLabelText(/Key secret/)).toHaveAccessibleDescription(/must be given anew/);
  });

  it("tells what the provider answered to a test", async () => {
    engine.use(
      answers("get", "/admin/plugins/{name}", razorpay),
      answers("post", "/admin/plugins/{name}/test", { works: false, outcome: "needs_attention", code: "unauthorized", message: "The key is not known.", report: null }),
    );
    await open("/plugins/razorpay");
    await userEvent.click(await screen.findByRole("button", { name: "Test connection" }));
    expect(await screen.findByText("The key is not known.")).toBeInTheDocument();
  });

  it("says at the fields what keeps it from being enabled", async () => {
    engine.use(
      answers("get", "/admin/plugins/{name}", { ...razorpay, enabled: false, health: undefined }),
      refuses("post", "/admin/plugins/{name}/enable", { status: 422, code: "validation_failed", errors: [{ field: "settings.key_id", code: "required", message: "is required" }] }),
    );
    await open("/plugins/razorpay");
    await userEvent.click(await screen.findByRole("button", { name: "Enable" }));
    await waitFor(() => expect(screen.getByLabelText(/Key id/)).toHaveAccessibleDescription(/is required/));
  });

  it("states what follows before it is disabled", async () => {
    engine.use(answers("get", "/admin/plugins/{name}", razorpay));
    await open("/plugins/razorpay");
    await userEvent.click(await screen.findByRole("button", { name: "Disable" }));
    expect(await screen.findByRole("alertdialog")).toHaveTextContent(/Nobody can pay through it/);
  });
});
