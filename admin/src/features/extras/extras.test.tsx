import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { readEffects } from "../../catalogue/effect-draft";
import { open } from "../../testing/open";

import { optionDraftOf, readOption } from "./components/option-draft";

type Option = Answer<"/admin/options/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const disk: Option = {
  id: "opt_1",
  name: "disk",
  title: "Extra disk",
  kind: "quantity",
  required: false,
  least: 0,
  most: 100,
  step: 10,
  unit: "GB",
  tiers: "graduated",
  pricing: [
    { currency: "INR", cycle: "monthly", from: 1, price: inr(500), setup_fee: inr(0) },
    { currency: "INR", cycle: "monthly", from: 50, price: inr(400), setup_fee: inr(0) },
  ],
  adds: { disk_mb: 1024 },
};
const around = [answers("get", "/products", { data: [], next_cursor: null }), answers("get", "/admin/plugins", { data: [], unusable: [] })];

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("an option as it is written", () => {
  it("comes back as it was read", () => {
    const { body, broken } = readOption(optionDraftOf(disk));
    expect(broken).toEqual([]);
    expect(body).toMatchObject({ kind: "quantity", pricing: disk.pricing, adds: { disk_mb: 1024 }, choices: [], unit: "GB" });
  });

  it("reads values as what they look like, and names rows that are none", () => {
    expect(
      readEffects([
        { kind: "sets", name: "shell", value: "true" },
        { kind: "sets", name: "plan", value: "pro" },
        { kind: "adds", name: "disk_mb", value: "1.5" },
      ]),
    ).toEqual({ sets: { shell: true, plan: "pro" }, adds: {}, broken: [2] });
  });
});

describe("options", () => {
  it("are listed with their least price", async () => {
    engine.use(answers("get", "/admin/options", { data: [disk], next_cursor: null }));
    const { container } = await open("/options");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Extra disk" })).toBeInTheDocument();
    expect(within(table).getByText("₹4.00")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say that there are none", async () => {
    engine.use(answers("get", "/admin/options", { data: [], next_cursor: null }));
    await open("/options");
    expect(await screen.findByText("No options yet")).toBeInTheDocument();
  });

  it("are saved without their name, which stays", async () => {
    const sent: unknown[] = [];
    engine.use(
      ...around,
      answers("get", "/admin/options/{id}", disk),
      answers("patch", "/admin/options/{id}", ({ body }) => {
        sent.push(body);
        return disk;
      }),
    );
    const { container } = await open("/options/opt_1");
    const title = await screen.findByLabelText("Title");
    expect(screen.getByLabelText("Name")).toHaveAttribute("readonly");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(title, " space");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).not.toHaveProperty("name");
    expect(sent[0]).toMatchObject({ title: "Extra disk space" });
  });

  it("put what the engine refuses on its row", async () => {
    engine.use(
      ...around,
      answers("get", "/admin/options/{id}", disk),
      refuses("patch", "/admin/options/{id}", { status: 422, code: "validation_failed", errors: [{ field: "pricing[1].from", code: "repeated", message: "is there already" }] }),
    );
    await open("/options/opt_1");
    await userEvent.type(await screen.findByLabelText("Title"), "!");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("is there already")).toBeInTheDocument();
  });
});

describe("add-ons", () => {
  it("are made, once however often it is pressed", async () => {
    const keys: (string | null)[] = [];
    engine.use(
      ...around,
      answers("post", "/admin/addons", ({ request }) => {
        keys.push(request.headers.get("Idempotency-Key"));
        return { id: "add_1", name: "Backup", active: true, max_quantity: 1, pricing: [] };
      }),
      answers("get", "/admin/addons/{id}", { id: "add_1", name: "Backup", active: true, max_quantity: 1, pricing: [] }),
    );
    await open("/addons/new");
    await userEvent.type(await screen.findByLabelText("Title"), "Backup");
    await userEvent.dblClick(screen.getByRole("button", { name: "Make it" }));
    expect(await screen.findByRole("heading", { name: "Backup" })).toBeInTheDocument();
    expect(keys).toHaveLength(1);
    expect(keys[0]).toBeTruthy();
  });
});
