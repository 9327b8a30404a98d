import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { open } from "../../testing/open";

type Member = Answer<"/admin/staff/{id}", "get">;

const ravi: Member = {
  id: "usr_2",
  kind: "staff",
  role: "staff",
  name: "Ravi Menon",
  email: "ravi@shop.test",
  email_verified: true,
  phone_verified: false,
  two_factor: false,
  language: "en",
  status: "active",
  last_sign_in_at: null,
  created_at: "2026-11-01T10:00:00Z",
};
const meera: Member = { ...ravi, id: "usr_1", name: "Meera Joshi", email: "owner@shop.test", role: "owner", two_factor: true };
const description = {
  paths: {
    "/admin/hooks": { get: { summary: "This shop's own code", "x-permission": "automation:ReadHooks" }, post: { summary: "Add a hook", "x-permission": "automation:ManageHooks" } },
    "/admin/plugins": { get: { summary: "What is installed", "x-permission": "plugins:ManagePlugins" } },
    "/invoices": { get: { summary: "My invoices", "x-permission": "billing:ReadInvoices" } },
  },
};
const roles = [
  { id: "owner", name: "owner", actions: ["*"], members: 1, shipped: true },
  { id: "admin", name: "admin", actions: ["*", "!accounts:ManageStaff"], members: 0, shipped: true },
  { id: "staff", name: "staff", actions: ["read", "!plugins:*"], members: 2, shipped: true },
];

const engine = setupServer(answers("get", "/admin/roles", { data: roles, next_cursor: null }));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("staff", () => {
  it("are listed, and who looks is not changed by themselves", async () => {
    engine.use(answers("get", "/admin/staff", { data: [meera, ravi], next_cursor: null }));
    const { container } = await open("/staff");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("You")).toBeInTheDocument();
    expect(within(table).getByText("None")).toBeInTheDocument();
    expect(within(table).getByRole("button", { name: "Actions: Ravi Menon" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are locked out after saying what follows", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/staff", { data: [meera, ravi], next_cursor: null }),
      answers("patch", "/admin/staff/{id}", ({ body }) => {
        sent.push(body);
        return { ...ravi, status: "disabled" as const };
      }),
    );
    await open("/staff");
    await userEvent.click(within(await screen.findByRole("table")).getByRole("button", { name: "Actions: Ravi Menon" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Lock out" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Lock Ravi Menon out?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Lock out" }));
    await waitFor(() => expect(sent).toEqual([{ active: false }]));
  });

  it("are invited; a taken address is said", async () => {
    engine.use(
      answers("get", "/admin/staff", { data: [meera], next_cursor: null }),
      refuses("post", "/admin/staff", { status: 409, code: "email_taken", detail: "This address is taken." }),
    );
    await open("/staff");
    await userEvent.click(await screen.findByRole("button", { name: "Invite" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByLabelText("E-mail"), "x@shop.test");
    await userEvent.type(within(dialog).getByLabelText("Name"), "X");
    await userEvent.click(within(dialog).getByRole("button", { name: "Invite" }));
    expect(await within(dialog).findByText("This address is taken.")).toBeInTheDocument();
  });
});

describe("roles", () => {
  it("are a matrix of what staff routes ask for; an owner's is fixed", async () => {
    engine.use(answers("get", "/admin/roles", { data: roles, next_cursor: null }), answers("get", "/openapi.json", description as never));
    const { container } = await open("/roles");
    expect(await screen.findByRole("checkbox", { name: "Staff: See hooks and events" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: "Staff: Write and switch hooks" })).not.toBeChecked();
    expect(screen.getByRole("checkbox", { name: "Owner: Write and switch hooks" })).toBeDisabled();
    expect(screen.getByText("automation:ManageHooks")).toBeInTheDocument();
    expect(screen.queryByText("billing:ReadInvoices")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("change by what was pressed and nothing else", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/roles", { data: roles, next_cursor: null }),
      answers("get", "/openapi.json", description as never),
      answers("patch", "/admin/roles/{id}", ({ body, params }) => {
        sent.push([params.id, body]);
        return { id: "staff", name: "staff", actions: [], members: 2, shipped: true };
      }),
    );
    await open("/roles");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Staff: Write and switch hooks" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([["staff", { actions: ["read", "!plugins:*", "automation:ManageHooks"] }]]));
  });

  it("are added from another one, and removed when nobody has them", async () => {
    const sent: unknown[] = [];
    const keeper = { id: "book-keeper", name: "book-keeper", actions: ["read"], members: 0, shipped: false };
    engine.use(
      answers("get", "/admin/roles", { data: [...roles, keeper, { ...keeper, id: "night", name: "night", members: 1 }], next_cursor: null }),
      answers("get", "/openapi.json", description as never),
      answers("post", "/admin/roles", ({ body }) => {
        sent.push(body);
        return keeper;
      }),
      answers("delete", "/admin/roles/{id}", ({ params }) => {
        sent.push(params.id);
        return undefined as never;
      }),
    );
    await open("/roles");
    await userEvent.click(await screen.findByRole("button", { name: "New role" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Add a role" });
    await userEvent.type(within(dialog).getByLabelText("Name"), "book-keeper");
    await userEvent.click(within(dialog).getByRole("button", { name: "New role" }));
    await waitFor(() => expect(sent).toEqual([{ name: "book-keeper", actions: ["read", "!plugins:*"] }]));
    const [free, taken] = screen.getAllByRole("button", { name: "Remove" });
    expect(taken).toBeDisabled();
    await userEvent.click(free!);
    await userEvent.click(within(await screen.findByRole("alertdialog", { name: "Remove the role book-keeper?" })).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toBe("book-keeper");
  });

  it("are searched by what they open, by their words and by their own name", async () => {
    engine.use(answers("get", "/admin/roles", { data: roles, next_cursor: null }), answers("get", "/openapi.json", description as never));
    for (const q of ["installed", "set up plugins", "plugins:manage"]) {
      const { unmount } = await open(`/roles?q=${encodeURIComponent(q)}`);
      expect(await screen.findByRole("checkbox", { name: "Staff: Set up plugins" })).toBeInTheDocument();
      expect(screen.queryByRole("checkbox", { name: "Staff: See hooks and events" })).toBeNull();
      unmount();
    }
  });

  it("are read in Hindi too, and an action without words keeps its own", async () => {
    const newer = { paths: { ...description.paths, "/admin/moons": { post: { summary: "Raise it", "x-permission": "moons:RaiseMoon" } } } };
    engine.use(answers("get", "/admin/roles", { data: roles, next_cursor: null }), answers("get", "/openapi.json", newer as never));
    await open("/roles", { language: "hi" });
    expect(await screen.findByText("हुक और घटनाएँ देखना")).toBeInTheDocument();
    expect(screen.getByText("Raise Moon")).toBeInTheDocument();
  });
});
