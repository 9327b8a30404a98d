import { axeFindings } from "@hostler/web-kit/testing/axe";
import { playCaptcha } from "@hostler/web-kit/testing/captcha";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Article = Answer<"/knowledgebase/{slug}", "get">;
type Status = Answer<"/status", "get">;

const article: Article = {
  slug: "point-a-domain",
  title: "Point a domain to your hosting",
  category: "Domains",
  language: "en",
  excerpt: "There are two ways.",
  html: "<p>There are <strong>two</strong> ways.</p>",
  updated_at: "2026-10-01T00:00:00Z",
};
const news = { id: "ann_1", title: "New machines in Mumbai", html: "<p>Machines in Mumbai</p>", published_at: "2026-10-20T06:00:00Z", updated_at: "2026-10-20T06:00:00Z" };
const terms = { slug: "terms", title: "Terms of service", version: 3, position: 1, html: "<h2>1. The service</h2>", updated_at: "2026-10-01T00:00:00Z" };
const files = Object.fromEntries(Object.entries(import.meta.glob("../../locales/*/*.json")).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at, user: null });

const engine = setupServer(
  answers("get", "/legal", { data: [terms], next_cursor: null }),
  http.get("*/api/auth/captcha", () => HttpResponse.json({ required: false, provider: "none" })),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the knowledge base", () => {
  it("stands by category, and is searched as one types", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/knowledgebase", ({ url }) => {
        asked.push(url.searchParams.get("q"));
        const hindi = { ...article, slug: "hindi", title: "डोमेन जोड़ें", language: "hi" };
        return { data: url.searchParams.get("q") === "nothing" ? [] : [hindi, article], next_cursor: null };
      }),
    );
    const { container, router } = await open("/knowledgebase");
    const shelf = await screen.findByRole("region", { name: "Domains" });
    expect(
      within(shelf)
        .getAllByRole("link")
        .map((link) => link.textContent),
    ).toEqual([article.title, "डोमेन जोड़ें"]);
    expect(within(shelf).getByText("हिन्दी")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByRole("searchbox"), "nothing");
    expect(await screen.findByText("No article has all of these words")).toBeInTheDocument();
    expect(router.state.location.search).toEqual({ q: "nothing" });
    await userEvent.click(screen.getByRole("button", { name: "Show all articles" }));
    expect(await screen.findByRole("region", { name: "Domains" })).toBeInTheDocument();
    expect(asked).toContain("nothing");
  });

  it("waits, and says what failed", async () => {
    engine.use(keepsSilent("get", "/knowledgebase"));
    const waiting = await open("/knowledgebase");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
    waiting.unmount();
    engine.use(refuses("get", "/knowledgebase", { status: 503, code: "unavailable" }));
    await open("/knowledgebase");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });

  it("asks whether an article helped, and leads on who was not helped", async () => {
    const judged: unknown[] = [];
    engine.use(
      answers("get", "/knowledgebase/{slug}", article),
      http.post("*/api/knowledgebase/:slug/feedback", async ({ request }) => {
        judged.push(await request.json());
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { container } = await open("/knowledgebase/point-a-domain");
    expect(await screen.findByText("two")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "No" }));
    expect(await screen.findByRole("link", { name: /ask us/ })).toHaveAttribute("href", "/contact");
    expect(judged).toEqual([{ helpful: false }]);
  });
});

describe("news, status and law", () => {
  it("shows announcements and one of them", async () => {
    engine.use(answers("get", "/announcements", { data: [news], next_cursor: null }), answers("get", "/announcements/{id}", news));
    const { unmount } = await open("/announcements");
    expect(await screen.findByRole("link", { name: news.title })).toHaveAttribute("href", "/announcements/ann_1");
    unmount();
    await open("/announcements/ann_1");
    expect(await screen.findByRole("heading", { level: 1, name: news.title })).toBeInTheDocument();
  });

  it("says what is down before what was", async () => {
    const incident: NonNullable<Status["open"]>[number] = {
      id: "inc_1",
      kind: "incident",
      title: "Mail is slow",
      impact: "minor",
      state: "identified",
      components: ["Mail"],
      starts_at: "2026-11-05T06:00:00Z",
      ends_at: null,
      updates: [{ state: "identified", html: "<p>A queue is full.</p>", at: "2026-11-05T06:10:00Z" }],
    };
    engine.use(answers("get", "/status", { state: "degraded", open: [incident], planned: [], past: [] }));
    const { container } = await open("/status");
    expect(await screen.findByText("Something is slower than it should be")).toBeInTheDocument();
    expect(screen.getByText("A queue is full.")).toBeInTheDocument();
    expect(screen.getByText("Nothing went wrong.")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that an older version of a legal text holds no more", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      answers("get", "/legal/{slug}", ({ url }) => {
        asked.push(url.searchParams.get("version"));
        return { ...terms, version: Number(url.searchParams.get("version") ?? 3) };
      }),
    );
    const { unmount } = await open("/legal/terms?version=2");
    expect(await screen.findByText(/it holds no more/)).toBeInTheDocument();
    unmount();
    await open("/legal/terms");
    await screen.findByRole("heading", { name: "1. The service" });
    expect(screen.queryByText(/it holds no more/)).toBeNull();
    expect(asked).toEqual(["2", null]);
  });

  it("says that a text which is not there is not there", async () => {
    engine.use(refuses("get", "/legal/{slug}", { status: 404, code: "not_found" }));
    await open("/legal/none");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here");
  });
});

describe("the contact page", () => {
  it("sends a message, and says at the field what is refused", async () => {
    let sent: unknown;
    engine.use(refuses("post", "/contact", { status: 422, code: "validation_failed", errors: [{ field: "email", code: "malformed", message: "is no e-mail address" }] }));
    const { container } = await open("/contact");
    await userEvent.type(await screen.findByLabelText("Name"), "Ravi");
    await userEvent.type(screen.getByLabelText("E-mail address"), "ravi@");
    await userEvent.type(screen.getByLabelText("Message"), "Do you host Node?");
    await userEvent.click(screen.getByRole("button", { name: "Send message" }));
    expect(await screen.findByText("is no e-mail address")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    engine.use(
      answers(
        "post",
        "/contact",
        ({ body }) => {
          sent = body;
          return { received: true };
        },
        201,
      ),
    );
    await userEvent.type(screen.getByLabelText("E-mail address"), "demo.example");
    await userEvent.click(screen.getByRole("button", { name: "Send message" }));
    expect(await screen.findByText("We answer to ravi@demo.example.")).toBeInTheDocument();
    expect(sent).toEqual({ name: "Ravi", email: "ravi@demo.example", message: "Do you host Node?" });
  });

  it("goes with the token of a captcha where one is asked for, and asks for another one when it is refused", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      http.get("*/api/auth/captcha", ({ request }) => {
        asked.push(new URL(request.url).searchParams.get("for"));
        return HttpResponse.json({ required: true, provider: "turnstile", site_key: "site", script: "https://captcha.example/contact.js", object: "turnstile", mode: "widget" });
      }),
    );
    const provider = playCaptcha("turnstile");
    const sent: unknown[] = [];
    engine.use(
      http.post("*/api/contact", async ({ request }) => {
        sent.push(await request.json());
        return sent.length === 1
          ? HttpResponse.json({ status: 422, code: "validation_failed", errors: [{ field: "captcha", code: "captcha_failed", message: "was not solved" }] }, { status: 422 })
          : HttpResponse.json({ received: true }, { status: 201 });
      }),
    );
    await open("/contact");
    await userEvent.type(await screen.findByLabelText("Name"), "Ravi");
    await userEvent.type(screen.getByLabelText("E-mail address"), "ravi@demo.example");
    await userEvent.type(screen.getByLabelText("Message"), "Do you host Node?");
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    expect(provider.shown()[0]).toMatchObject({ sitekey: "site", action: "contact" });
    await userEvent.click(screen.getByRole("button", { name: "Send message" }));
    expect(await screen.findByText("Solve the check first")).toBeInTheDocument();
    expect(sent).toEqual([]);
    provider.solve("token-1");
    await userEvent.click(screen.getByRole("button", { name: "Send message" }));
    expect(await screen.findByText("The check was not solved")).toBeInTheDocument();
    await waitFor(() => expect(provider.resets()).toBe(1));
    provider.solve("token-2");
    await userEvent.click(screen.getByRole("button", { name: "Send message" }));
    expect(await screen.findByText("We answer to ravi@demo.example.")).toBeInTheDocument();
    expect(sent).toMatchObject([{ captcha: "token-1" }, { captcha: "token-2" }]);
    expect(new Set(asked)).toEqual(new Set(["contact"]));
  });
});
