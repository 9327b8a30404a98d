import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import types from "../../code/hostler.lua?raw";
import { eventsIn, readLuaApi, sampleOf } from "../../code/lua-api";
import { open } from "../../testing/open";

import { starterFor } from "./components/starter";

vi.mock("../../code/codemirror-view", () => import("../../testing/code"));

type Hook = Answer<"/admin/hooks/{name}", "get">;

const hook: Hook = {
  name: "vip_grace",
  events: ["before.suspend"],
  enabled: true,
  failures: 2,
  last_failure: "hooks/vip_grace.lua:3: attempt to index nil",
  last_failed_at: "2026-11-20T10:00:00Z",
  created_at: "2026-11-01T10:00:00Z",
  updated_at: "2026-11-10T10:00:00Z",
  source: 'on("before.suspend", function(event)\nend)\n',
};

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the engine's annotations", () => {
  const api = readLuaApi(types);

  it("tell functions, events and their members", () => {
    expect(api.functions.map(({ name }) => name)).toEqual(expect.arrayContaining(["on", "refuse", "hostler.client", "hostler.log.info"]));
    expect(api.events.find(({ name }) => name === "before.suspend")?.doc).toMatch(/about to be suspended/);
    expect(api.classes["hostler.event.before.suspend"]?.map(({ name }) => name)).toContain("days_overdue");
    expect(api.classes["hostler.row.services.overdue"]?.map(({ name }) => name)).toContain("grace_days");
  });

  it("make an event to try a hook on, and a hook to begin with", () => {
    expect(sampleOf(api, "before.suspend")).toMatchObject({ event: "before.suspend", days_overdue: 1 });
    expect(starterFor(api, "before.suspend", "vip")).toMatch(/return refuse\("vip"/);
    expect(starterFor(api, "invoice.paid", "thanks")).toMatch(/hostler\.log\.info\("thanks"\)/);
  });

  it("find what a script listens to", () => {
    expect(eventsIn("on('invoice.paid', f)\non( \"before.suspend\" , g) on('invoice.paid', h)")).toEqual(["invoice.paid", "before.suspend"]);
  });
});

describe("the list of hooks", () => {
  it("shows what each listens to and how it does", async () => {
    engine.use(answers("get", "/admin/hooks", { data: [hook] }));
    const { container } = await open("/automation/hooks");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "vip_grace" })).toHaveAttribute("href", "/automation/hooks/vip_grace");
    expect(within(table).getByText("Needs attention")).toBeInTheDocument();
    expect(within(table).getByText(/attempt to index nil/)).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says what a hook is where there is none", async () => {
    engine.use(answers("get", "/admin/hooks", { data: [] }));
    await open("/automation/hooks");
    expect(await screen.findByText("No hooks yet")).toBeInTheDocument();
  });
});

describe("one hook", () => {
  it("is tried on what is written, and shows what it would have done", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/hooks/{name}", hook),
      answers("post", "/admin/hooks/{name}/test", ({ body }: { body: unknown }) => {
        sent.push(body);
        return {
          event: "before.suspend",
          payload: {},
          runs: [
            {
              hook: "vip_grace",
              event: "before.suspend",
              line: 1,
              took_microseconds: 120,
              steps: 44,
              memory_bytes: 2048,
              verdict: "refuse",
              refusal: { code: "vip_grace", sentence: "VIP clients keep their service." },
              log: [],
              effects: [{ function: "email", arguments: ["acc_1"] }],
            },
          ],
        };
      }),
    );
    const { container } = await open("/automation/hooks/vip_grace");
    await waitFor(() => expect(screen.getByLabelText("Script")).toHaveDisplayValue(/before\.suspend/));
    await waitFor(() => expect(screen.getByLabelText(/The event/)).toHaveDisplayValue(/days_overdue/));
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Try it" }));
    expect(await screen.findByText("VIP clients keep their service.")).toBeInTheDocument();
    expect(screen.getByText(/hostler\.email\(\["acc_1"\]\)/)).toBeInTheDocument();
    expect(sent[0]).toMatchObject({ source: hook.source, event: { event: "before.suspend" } });
  });

  it("is tried on an event that happened, of the name that it listens to", async () => {
    const asked: (string | null)[] = [];
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/hooks/{name}", { ...hook, source: 'on("invoice.paid", function(event)\nend)\n' }),
      answers("get", "/admin/past-events", ({ url }) => {
        asked.push(url.searchParams.get("name"));
        return { data: [{ id: "evt_1", name: "invoice.paid", happened_at: "2026-11-20T10:00:00Z", account_id: null }], next_cursor: null };
      }),
      answers("post", "/admin/hooks/{name}/test", ({ body }: { body: unknown }) => {
        sent.push(body);
        return { event: "invoice.paid", payload: {}, runs: [] };
      }),
    );
    await open("/automation/hooks/vip_grace");
    await waitFor(() => expect(screen.getByLabelText("Script")).toHaveDisplayValue(/invoice\.paid/));
    await userEvent.click(screen.getByRole("radio", { name: "One that happened" }));
    await userEvent.click(await screen.findByLabelText(/Recent events/));
    await userEvent.click(await screen.findByRole("option", { name: /invoice\.paid/ }));
    await userEvent.click(screen.getByRole("button", { name: "Try it" }));
    await waitFor(() => expect(sent).toEqual([expect.objectContaining({ event_id: "evt_1" })]));
    expect(asked).toEqual(["invoice.paid"]);
  });

  it("says that what is asked beforehand is kept nowhere", async () => {
    engine.use(answers("get", "/admin/hooks/{name}", hook), answers("get", "/admin/past-events", { data: [], next_cursor: null }));
    await open("/automation/hooks/vip_grace");
    await waitFor(() => expect(screen.getByLabelText("Script")).toHaveDisplayValue(/before\.suspend/));
    await userEvent.click(screen.getByRole("radio", { name: "One that happened" }));
    expect(await screen.findByText(/try it on a made-up event/)).toBeInTheDocument();
  });

  it("keeps what is written when the engine refuses it, and says why", async () => {
    engine.use(
      answers("get", "/admin/hooks/{name}", hook),
      refuses("put", "/admin/hooks/{name}", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "source", code: "invalid_script", message: "listens to nothing: a hook calls on(event, function)" }],
      }),
    );
    await open("/automation/hooks/vip_grace");
    await userEvent.type(await screen.findByLabelText("Script"), "-- more");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/listens to nothing/)).toBeInTheDocument();
    expect(screen.getByLabelText("Script")).toHaveDisplayValue(/-- more/);
  });

  it("is removed only after its name was typed", async () => {
    engine.use(answers("get", "/admin/hooks/{name}", hook));
    await open("/automation/hooks/vip_grace");
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getByRole("button", { name: "Remove" })).toBeDisabled();
  });
});

describe("the versions of a hook", () => {
  const kept = [
    { number: 2, saved_at: "2026-11-10T10:00:00Z", saved_by: "usr_1" },
    { number: 1, saved_at: "2026-11-01T10:00:00Z", saved_by: null },
  ];
  const older = 'on("before.suspend", function(event)\n  return refuse("vip", "Not yet.")\nend)\n';
  const asked = [
    answers("get", "/admin/hooks/{name}", hook),
    answers("get", "/admin/hooks/{name}/versions", { data: kept }),
    answers("get", "/admin/hooks/{name}/versions/{number}", { number: 1, saved_at: "2026-11-01T10:00:00Z", saved_by: null, source: older }),
    answers("get", "/admin/staff", { data: [], next_cursor: null }),
  ];

  it("are listed, compared with what is in use, and put back", async () => {
    const restored: string[] = [];
    engine.use(
      ...asked,
      answers("post", "/admin/hooks/{name}/versions/{number}/restore", ({ params }) => {
        restored.push(`${params.name}/${params.number}`);
        return { ...hook, source: older };
      }),
    );
    const { container } = await open("/automation/hooks/vip_grace/versions");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("In use")).toBeInTheDocument();
    await userEvent.click(within(table).getByRole("button", { name: "Version 1" }));
    const diff = await screen.findByRole("region", { name: /when version 1 comes back/ });
    expect(within(diff).getByText(/Not yet/)).toHaveTextContent("Added:");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Put it back" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(within(dialog).getByText(/runs from now on/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole("button", { name: "Put it back" }));
    await waitFor(() => expect(restored).toEqual(["vip_grace/1"]));
  });

  it("keep the page when the engine refuses an old script, and say why", async () => {
    engine.use(
      ...asked,
      refuses("post", "/admin/hooks/{name}/versions/{number}/restore", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "source", code: "invalid_script", message: "calls what is no function any more" }],
      }),
    );
    await open("/automation/hooks/vip_grace/versions?version=1");
    await userEvent.click(await screen.findByRole("button", { name: "Put it back" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Put it back" }));
    expect(await screen.findByText(/no function any more/)).toBeInTheDocument();
  });

  it("say that there is none", async () => {
    engine.use(answers("get", "/admin/hooks/{name}/versions", { data: [] }), ...asked);
    await open("/automation/hooks/vip_grace/versions");
    expect(await screen.findByText("No versions yet")).toBeInTheDocument();
  });

  it("can be asked for again when the engine fails", async () => {
    engine.use(refuses("get", "/admin/hooks/{name}/versions", { status: 500, code: "internal" }), ...asked);
    await open("/automation/hooks/vip_grace/versions");
    expect(await screen.findByRole("button", { name: /again/i })).toBeInTheDocument();
  });
});
