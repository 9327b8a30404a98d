import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Ticket = Answer<"/admin/tickets/{id}", "get">;
type Client = Answer<"/admin/clients/{id}", "get">;
type Reply = NonNullable<Ticket["replies"]>[number];

const said = (id: string, part: Partial<Reply> = {}): Reply => ({
  id,
  author: "client",
  author_name: "Asha Kulkarni",
  message: "It is down",
  html: "<p>It is down</p>",
  attachments: [],
  note: false,
  created_at: "2026-11-02T08:00:00Z",
  ...part,
});
const ticket: Ticket = {
  id: "tkt_1",
  number: "TKT-000123",
  subject: "Site is down",
  status: "open",
  priority: "urgent",
  department: { id: "dep_1", name: "Technical" },
  service_id: "svc_1",
  merged_into: null,
  can_be_rated: false,
  rating: null,
  rating_comment: null,
  created_at: "2026-11-02T08:00:00Z",
  updated_at: "2026-11-02T08:00:00Z",
  closed_at: null,
  requester: { client_id: "acc_1", name: "Asha Kulkarni", email: "asha@demo.example", company: "Asha Studio" },
  assigned_to: null,
  first_response: { due_at: "2020-01-01T00:00:00Z", answered_at: null, late: true },
  others: [],
  replies: [said("rpl_1")],
};
const client = {
  id: "acc_1",
  number: "123456789012",
  first_name: "Asha",
  last_name: "Kulkarni",
  company: "Asha Studio",
  email: "asha@demo.example",
  currency: "INR",
  status: "active",
  language: "en",
  created_at: "2026-01-01T00:00:00Z",
  address: { city: "Pune", country: "IN" },
  user: { two_factor: false },
} as Client;
const engine = engineOf(
  answers("get", "/admin/clients/{id}", client),
  answers("get", "/admin/departments", { data: [{ id: "dep_1", name: "Technical", description: "" }], next_cursor: null }),
  answers("get", "/admin/staff", { data: [], next_cursor: null }),
  answers("post", "/admin/tickets/{id}/viewing", { others: [] }),
);

describe("the queue", () => {
  it("shows who waits and for how long, and asks for what the address names", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/admin/tickets", ({ url }) => {
        asked.push(["closed", "status", "assigned_to", "late", "sort"].map((name) => url.searchParams.get(name)).join(" "));
        return { data: [{ ...ticket, replies: undefined }], next_cursor: null };
      }),
    );
    const { container } = await open("/support?who=me&late=yes");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Site is down" })).toHaveAttribute("href", "/support/tkt_1");
    expect(within(table).getByText(/^late, due/)).toBeInTheDocument();
    expect(asked).toEqual(["false  me true -updated_at"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that nobody waits", async () => {
    engine.use(answers("get", "/admin/tickets", { data: [], next_cursor: null }));
    await open("/support");
    expect(await screen.findByText("Nobody waits for an answer")).toBeInTheDocument();
  });
});

describe("a ticket", () => {
  it("shows the client's facts beside the thread, and notes apart from what was said", async () => {
    engine.use(
      answers("get", "/admin/tickets/{id}", {
        ...ticket,
        replies: [said("rpl_1"), said("rpl_2", { author: "staff", author_name: "Ravi", note: true, html: "<p>Disk is full</p>" })],
      }),
    );
    const { container } = await open("/support/tkt_1");
    const thread = await screen.findByRole("list", { name: "Messages" });
    expect(within(thread).getAllByRole("listitem").length).toBeGreaterThanOrEqual(2);
    expect(within(thread).getByText("Internal note")).toBeInTheDocument();
    expect(await screen.findByText("no second factor")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("answers with what was seen last, and with a key", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/tickets/{id}", ticket),
      answers(
        "post",
        "/admin/tickets/{id}/replies",
        ({ body, request }) => {
          sent.push([body, Boolean(request.headers.get("Idempotency-Key"))]);
          return said("rpl_2", { author: "staff" });
        },
        201,
      ),
    );
    await open("/support/tkt_1");
    await userEvent.type(await screen.findByRole("textbox", { name: "Message" }), "It is up again");
    await userEvent.dblClick(screen.getByRole("button", { name: "Send" }));
    await expect.poll(() => sent).toEqual([[{ message: "It is up again", status: "answered", last_seen_reply_id: "rpl_1" }, true]]);
    await expect.poll(() => screen.getByRole("textbox", { name: "Message" })).toHaveValue("");
  });

  it("keeps the answer when somebody wrote meanwhile, and points it out", async () => {
    engine.use(answers("get", "/admin/tickets/{id}", ticket), refuses("post", "/admin/tickets/{id}/replies", { status: 409, code: "ticket_moved_on" }));
    const { queries } = await open("/support/tkt_1");
    await userEvent.type(await screen.findByRole("textbox", { name: "Message" }), "It is up again");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/Somebody wrote meanwhile/)).toBeInTheDocument();
    engine.use(answers("get", "/admin/tickets/{id}", { ...ticket, replies: [said("rpl_1"), said("rpl_2", { message: "Never mind" })] }));
    await queries.invalidateQueries({ queryKey: ["tickets", "one"] });
    expect(await screen.findByText("Asha Kulkarni wrote meanwhile")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
    expect(screen.getByRole("textbox", { name: "Message" })).toHaveValue("It is up again");
    await userEvent.click(screen.getByRole("button", { name: "I have read it" }));
    expect(screen.getByRole("button", { name: "Send" })).toBeEnabled();
  });

  it("warns while a colleague writes, and tells the colleague that we do", async () => {
    const told: unknown[] = [];
    engine.use(
      answers("get", "/admin/tickets/{id}", ticket),
      answers("post", "/admin/tickets/{id}/viewing", ({ body }) => {
        told.push(body);
        return { others: [{ user_id: "usr_2", name: "Ravi", writing: true, seen_at: "2026-11-02T08:00:00Z" }] };
      }),
    );
    await open("/support/tkt_1");
    expect(await screen.findByText("Ravi is writing an answer")).toBeInTheDocument();
    await userEvent.type(await screen.findByRole("textbox", { name: "Message" }), "x");
    await expect.poll(() => told).toEqual([{ writing: false }, { writing: true }]);
  });

  it("notes what the client never sees", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/tickets/{id}", ticket),
      answers(
        "post",
        "/admin/tickets/{id}/notes",
        ({ body }) => {
          sent.push(body);
          return said("rpl_2", { note: true });
        },
        201,
      ),
    );
    await open("/support/tkt_1");
    await userEvent.click(await screen.findByRole("tab", { name: "Internal note" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Note for colleagues" }), "Disk is full");
    await userEvent.click(screen.getByRole("button", { name: "Keep the note" }));
    await expect.poll(() => sent).toEqual([{ message: "Disk is full" }]);
  });

  it("puts a canned reply where one writes", async () => {
    engine.use(
      answers("get", "/admin/tickets/{id}", ticket),
      answers("get", "/admin/canned-replies", { data: [{ id: "cnr_1", name: "Restarted", message: "We restarted the server.", department_id: null }], next_cursor: null }),
    );
    await open("/support/tkt_1");
    await userEvent.click(await screen.findByRole("button", { name: "Canned reply" }));
    await userEvent.click(await screen.findByRole("button", { name: /Restarted/ }));
    expect(screen.getByRole("textbox", { name: "Message" })).toHaveValue("We restarted the server.");
  });

  it("is merged into another ticket of the same client", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/tickets/{id}", ticket),
      answers("get", "/admin/tickets", { data: [ticket, { ...ticket, id: "tkt_2", subject: "Also down" }], next_cursor: null }),
      answers("post", "/admin/tickets/{id}/merge", ({ body, params }) => {
        sent.push([params.id, body]);
        return { ...ticket, id: "tkt_2" };
      }),
    );
    await open("/support/tkt_1");
    await userEvent.click(await screen.findByRole("button", { name: "Merge" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Merge" })).toBeDisabled();
    await userEvent.click(await within(dialog).findByRole("radio", { name: "Also down" }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Merge" }));
    await expect.poll(() => sent).toEqual([["tkt_1", { into: "tkt_2" }]]);
  });
});

describe("settings of the desk", () => {
  it("saves a department with its promise, and nothing where nothing is promised", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/canned-replies", { data: [], next_cursor: null }),
      answers("patch", "/admin/departments/{id}", ({ body }) => {
        sent.push(body);
        return { id: "dep_1", name: "Technical", description: "" };
      }),
    );
    const { container } = await open("/support/settings");
    const table = await screen.findByRole("table", { name: undefined });
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("button", { name: "Change" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^First answer within/ }), "60");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toEqual([{ name: "Technical", description: "", email: null, first_response_minutes: 60, position: 0, public: true }]);
  });
});
