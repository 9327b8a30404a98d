import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { herAccount, showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Ticket = Answer<"/tickets/{id}", "get">;
type KeptFile = Answer<"/files", "post">;

const ticket: Ticket = {
  id: "tkt_1",
  number: "TKT-000123",
  subject: "Mail to gmail.com comes back",
  status: "answered",
  priority: "normal",
  department: { id: "dep_1", name: "Technical support" },
  service_id: "svc_1",
  merged_into: null,
  can_be_rated: false,
  rating: null,
  rating_comment: null,
  created_at: "2026-11-01T08:00:00Z",
  updated_at: "2026-11-01T09:00:00Z",
  closed_at: null,
  replies: [
    { id: "rep_1", author: "client", author_name: "Asha Kulkarni", message: "It comes back.", html: "<p>It comes back.</p>", attachments: [], created_at: "2026-11-01T08:00:00Z" },
    {
      id: "rep_2",
      author: "staff",
      author_name: "Ravi",
      message: "Set **SPF**.",
      html: "<p>Set <strong>SPF</strong>.</p>",
      attachments: [{ id: "fil_1", name: "spf.txt", media_type: "text/plain", size: 1200, created_at: "2026-11-01T09:00:00Z" }],
      created_at: "2026-11-01T09:00:00Z",
    },
  ],
};
const file = (): KeptFile => ({ id: "fil_9", name: "bounce.txt", media_type: "text/plain", size: 4, created_at: new Date().toISOString() });
const files = Object.fromEntries(Object.entries(import.meta.glob("../../locales/*/*.json")).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string, more: { account?: typeof herAccount } = {}) => showPage({ session, features, localeFiles: files, at, ...more });
const choices = [
  answers("get", "/departments", { data: [{ id: "dep_1", name: "Technical support", description: "Something does not work." }] }),
  answers("get", "/services", { data: [], next_cursor: null }),
  answers("get", "/knowledgebase", { data: [], next_cursor: null }),
  http.post("*/api/files", () => HttpResponse.json(file(), { status: 201 })),
];

const engine = setupServer(...choices);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the list of tickets", () => {
  it("shows those that are not closed, and asks for others as the address says", async () => {
    const asked: string[] = [];
    engine.use(
      answers("get", "/tickets", ({ url }) => {
        asked.push(url.searchParams.get("closed") ?? url.searchParams.get("status") ?? "all");
        return { data: [ticket], next_cursor: null };
      }),
    );
    const { container, unmount } = await open("/support");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: ticket.subject })).toHaveAttribute("href", "/support/tkt_1");
    expect(await axeFindings(container)).toEqual([]);
    unmount();
    await open("/support?show=closed");
    await screen.findByRole("table");
    expect(asked).toEqual(["false", "closed"]);
  });

  it("waits, is empty, and fails in words", async () => {
    engine.use(keepsSilent("get", "/tickets"));
    const waiting = await open("/support");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    waiting.unmount();
    engine.use(answers("get", "/tickets", { data: [], next_cursor: null }));
    const empty = await open("/support");
    expect(await screen.findByText("No open tickets")).toBeInTheDocument();
    empty.unmount();
    engine.use(refuses("get", "/tickets", { status: 500, code: "internal" }));
    await open("/support");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("a new ticket", () => {
  const subject = () => screen.findByLabelText("Subject");
  const message = () => screen.getByLabelText("Message");

  it("suggests articles by the telling words of the subject", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/knowledgebase", ({ url }) => {
        const q = url.searchParams.get("q");
        asked.push(q);
        const found = q === "outgoing";
        return {
          data: found ? [{ slug: "set-up-mail", title: "Set up mail on your phone", category: "E-mail", language: "en", excerpt: "", updated_at: "2026-10-01T00:00:00Z" }] : [],
          next_cursor: null,
        };
      }),
    );
    await open("/support/new");
    await userEvent.type(await subject(), "my outgoing mails");
    expect(await screen.findByRole("link", { name: "Set up mail on your phone" })).toHaveAttribute("href", "/knowledgebase/set-up-mail");
    expect(asked).toEqual(["outgoing mails", "outgoing"]);
  });

  it("sends what was chosen and attached, and goes to the ticket", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/tickets",
        ({ body }) => {
          sent = body;
          return { ...ticket, id: "tkt_2" };
        },
        201,
      ),
      answers("get", "/tickets/{id}", { ...ticket, id: "tkt_2" }),
      answers("get", "/tickets", { data: [], next_cursor: null }),
    );
    const { container, router } = await open("/support/new");
    await userEvent.type(await subject(), "Mail comes back");
    await userEvent.type(message(), "Since today.");
    await userEvent.upload(screen.getByLabelText("Attach files", { selector: "input" }), new File(["text"], "bounce.txt", { type: "text/plain" }));
    expect(await screen.findByText("bounce.txt")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await waitFor(() => expect(screen.getByRole("button", { name: "Send" })).toBeEnabled());
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/support/tkt_2"));
    expect(sent).toEqual({ subject: "Mail comes back", message: "Since today.", priority: "normal", attachments: ["fil_9"] });
    expect(Object.keys(localStorage).filter((key) => key.startsWith("hostler.draft."))).toEqual([]);
  });

  it("is there again after the session ended in the middle, with its files, for the same account alone", async () => {
    engine.use(
      refuses("post", "/tickets", { status: 401, code: "unauthenticated" }),
      http.get("*/api/auth/csrf", () => HttpResponse.json({ csrf_token: "c" })),
      http.post("*/api/auth/refresh-token", () => HttpResponse.json({ code: "unauthenticated" }, { status: 401 })),
    );
    const first = await open("/support/new");
    await userEvent.type(await subject(), "Half a ticket");
    await userEvent.type(message(), "I was just writing");
    await userEvent.upload(screen.getByLabelText("Attach files", { selector: "input" }), new File(["text"], "bounce.txt", { type: "text/plain" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Send" })).toBeEnabled());
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(session.state).toEqual({ phase: "out", ended: true }));
    first.unmount();

    const other = await open("/support/new", { account: { ...herAccount, id: "acc_2" } });
    expect(await subject()).toHaveValue("");
    other.unmount();

    await open("/support/new");
    expect(await subject()).toHaveValue("Half a ticket");
    expect(message()).toHaveValue("I was just writing");
    expect(screen.getByText("bounce.txt")).toBeInTheDocument();
    expect(screen.getByText(/Your draft is back/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Discard draft" }));
    expect(await subject()).toHaveValue("");
    expect(Object.keys(localStorage).filter((key) => key.startsWith("hostler.draft.acc_1"))).toEqual([]);
  });

  it("is one request however often the network fails under it", async () => {
    const keys = new Set<string | null>();
    let failing = true;
    engine.use(
      http.post("*/api/tickets", ({ request }) => {
        keys.add(request.headers.get("Idempotency-Key"));
        return failing ? HttpResponse.error() : HttpResponse.json({ ...ticket, id: "tkt_2" }, { status: 201 });
      }),
      answers("get", "/tickets/{id}", { ...ticket, id: "tkt_2" }),
      answers("get", "/tickets", { data: [], next_cursor: null }),
    );
    const { router } = await open("/support/new");
    await userEvent.type(await subject(), "Offline");
    await userEvent.type(message(), "In a train");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The connection is lost");
    failing = false;
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/support/tkt_2"));
    expect(keys.size).toBe(1);
  });

  it("says at the field what the engine refuses, and which file it does not take", async () => {
    engine.use(
      refuses("post", "/tickets", { status: 422, code: "invalid", errors: [{ field: "department_id", code: "not_found", message: "is no department that can be written to" }] }),
      http.post("*/api/files", () => HttpResponse.json({ code: "validation_failed", detail: "must be a PDF" }, { status: 422 })),
    );
    await open("/support/new");
    await userEvent.type(await subject(), "Help");
    await userEvent.type(message(), "Please");
    await userEvent.upload(screen.getByLabelText("Attach files", { selector: "input" }), new File(["MZ"], "run.txt", { type: "text/plain" }));
    expect(await screen.findByText("must be a PDF")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("is no department that can be written to")).toBeInTheDocument();
  });
});

describe("one ticket", () => {
  it("shows what was said and takes an answer", async () => {
    let sent: unknown;
    let now = ticket;
    engine.use(
      answers("get", "/tickets/{id}", () => now),
      answers(
        "post",
        "/tickets/{id}/replies",
        ({ body }) => {
          sent = body;
          const reply = {
            id: "rep_3",
            author: "client" as const,
            author_name: "Asha Kulkarni",
            message: "Thank you",
            html: "<p>Thank you</p>",
            attachments: [],
            created_at: "2026-11-01T10:00:00Z",
          };
          now = { ...ticket, status: "customer_reply", replies: [...(ticket.replies ?? []), reply] };
          return reply;
        },
        201,
      ),
    );
    const { container } = await open("/support/tkt_1");
    expect(await screen.findByText("SPF")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /spf\.txt/ })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText("Message"), "Thank you");
    await userEvent.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await within(screen.getByRole("list", { name: "Messages" })).findByText("Thank you")).toBeInTheDocument();
    expect(sent).toEqual({ message: "Thank you" });
    expect(screen.getByLabelText("Message")).toHaveValue("");
  });

  it("is closed after a question, and rated then", async () => {
    let rated: unknown;
    const closed: Ticket = { ...ticket, status: "closed", closed_at: "2026-11-02T08:00:00Z", can_be_rated: true };
    let now = ticket;
    engine.use(
      answers("get", "/tickets/{id}", () => now),
      answers("post", "/tickets/{id}/close", () => (now = closed)),
      answers("post", "/tickets/{id}/rate", ({ body }) => {
        rated = body;
        return (now = { ...closed, can_be_rated: false, rating: 4 });
      }),
    );
    await open("/support/tkt_1");
    await userEvent.click(await screen.findByRole("button", { name: "Close ticket" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Close ticket" }));
    await userEvent.click(await screen.findByRole("radio", { name: "Good" }));
    await userEvent.click(screen.getByRole("button", { name: "Send rating" }));
    expect(await screen.findByRole("img", { name: "Your rating: Good" })).toBeInTheDocument();
    expect(rated).toEqual({ rating: 4 });
  });

  it("leads on from one that was merged, and says that another's is not there", async () => {
    engine.use(answers("get", "/tickets/{id}", { ...ticket, status: "closed", merged_into: "tkt_7" }));
    const { unmount } = await open("/support/tkt_1");
    expect(await screen.findByRole("link", { name: "Open that one" })).toHaveAttribute("href", "/support/tkt_7");
    expect(screen.queryByLabelText("Message")).toBeNull();
    unmount();
    engine.use(refuses("get", "/tickets/{id}", { status: 404, code: "not_found" }));
    await open("/support/tkt_2");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});
