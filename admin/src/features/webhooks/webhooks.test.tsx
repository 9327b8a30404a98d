import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Delivery = NonNullable<Answer<"/admin/webhooks/out", "get">["data"]>[number];

const webhook: Answer<"/admin/webhooks/{id}", "get"> = {
  id: "whk_1",
  url: "https://crm.example/hooks",
  description: "CRM",
  events: ["invoice.*"],
  active: true,
  failures: 2,
  created_at: "2026-11-01T08:00:00Z",
};
const delivery: Delivery = {
  id: "dlv_1",
  webhook_id: "whk_1",
  event: "invoice.paid",
  state: "failed",
  status: 500,
  attempts: 8,
  took_ms: 31,
  body: '{"event":"invoice.paid","data":{"id":"inv_1"}}',
  answer: "Internal error",
  created_at: "2026-11-01T08:00:00Z",
  tried_at: "2026-11-01T20:00:00Z",
};
const engine = engineOf(answers("get", "/admin/webhooks", { data: [webhook], next_cursor: null }));

describe("deliveries", () => {
  it("show what was sent and what came back, and go out once more", async () => {
    let again = 0;
    engine.use(
      answers("get", "/admin/webhooks/out", { data: [delivery], next_cursor: null }),
      answers("post", "/admin/webhooks/out/{id}/replay", () => {
        again += 1;
        return { ...delivery, id: "dlv_2", replay_of: "dlv_1" };
      }),
    );
    const { container } = await open("/webhooks/out");
    const table = await screen.findByRole("table");
    expect(await within(table).findByText("https://crm.example/hooks")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "invoice.paid" }));
    const sheet = await screen.findByRole("dialog", { name: "invoice.paid" });
    expect(within(sheet).getByText("Internal error")).toBeInTheDocument();
    await userEvent.click(within(sheet).getByRole("button", { name: "Send again" }));
    await userEvent.dblClick(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Send again" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(again).toBe(1);
  });

  it("say that there are none, and what failed", async () => {
    engine.use(answers("get", "/admin/webhooks/out", { data: [], next_cursor: null }));
    const { unmount } = await open("/webhooks/out");
    expect(await screen.findByText("Nothing was sent yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/admin/webhooks/out", { status: 500, code: "internal" }));
    await open("/webhooks/out");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("endpoints", () => {
  it("show a new secret masked, this once, and put a refusal on its field", async () => {
    engine.use(refuses("post", "/admin/webhooks", { status: 422, code: "validation_failed", errors: [{ field: "url", code: "not_https", message: "must be https" }] }));
    await open("/webhooks/out?tab=endpoints");
    await userEvent.click(await screen.findByRole("button", { name: "Add endpoint" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Address/ }), "http://crm.example");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add endpoint" }));
    expect(await within(dialog).findByText("must be https")).toBeInTheDocument();
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/admin/webhooks", ({ body }) => {
        sent.push(body);
        return { ...webhook, secret: "whsec_shown_once" };
      }),
    );
    await userEvent.clear(within(dialog).getByRole("textbox", { name: /Address/ }));
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Address/ }), "https://crm.example/h");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add endpoint" }));
    expect(await screen.findByText(/it is not shown again/)).toBeInTheDocument();
    expect(screen.queryByText("whsec_shown_once")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show: Signing secret" }));
    expect(await screen.findByText("whsec_shown_once")).toBeInTheDocument();
    expect(sent).toEqual([{ url: "https://crm.example/h", events: ["*"] }]);
  });
});
