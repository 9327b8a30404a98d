import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Article = Answer<"/admin/knowledgebase/{id}", "get">;
type Incident = Answer<"/admin/incidents/{id}", "get">;
type Legal = Answer<"/admin/legal/{slug}", "get">;

const article: Article = {
  id: "art_1",
  slug: "move-a-site",
  title: "Move a site",
  category: "Hosting",
  language: "en",
  excerpt: "",
  body: "## First\nCopy **all** files.",
  html: "",
  published: true,
  position: 0,
  helpful: 3,
  unhelpful: 1,
  created_at: "2026-10-01T00:00:00Z",
  updated_at: "2026-10-01T00:00:00Z",
};
const incident: Incident = {
  id: "inc_1",
  kind: "incident",
  title: "Mail is slow",
  impact: "minor",
  state: "investigating",
  components: ["Mail"],
  starts_at: "2026-11-02T08:00:00Z",
  ends_at: null,
  updates: [{ state: "investigating", html: "<p>We look.</p>", at: "2026-11-02T08:05:00Z" }],
};
const legal: Legal = { slug: "terms", title: "Terms", version: 2, position: 0, body: "New terms", html: "<p>New terms</p>", updated_at: "2026-10-01T00:00:00Z" };
const engine = engineOf();
const withTag = (path: string, body: object) => http.get(`*/api${path}`, () => HttpResponse.json(body as never, { headers: { ETag: '"7"' } }));

describe("articles", () => {
  it("are listed, and there may be none", async () => {
    engine.use(answers("get", "/admin/knowledgebase", { data: [article], next_cursor: null }));
    const { container, unmount } = await open("/knowledgebase");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("3 / 4")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    unmount();
    engine.use(answers("get", "/admin/knowledgebase", { data: [], next_cursor: null }));
    await open("/knowledgebase");
    expect(await screen.findByText("No articles yet")).toBeInTheDocument();
  });

  it("are changed beside how they will look, on the version that was read", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag("/admin/knowledgebase/art_1", article),
      answers("patch", "/admin/knowledgebase/{id}", ({ body, request }) => {
        sent.push([request.headers.get("If-Match"), (body as { body: string }).body]);
        return article;
      }),
    );
    const { container } = await open("/knowledgebase/art_1");
    const preview = await screen.findByRole("region", { name: "Preview" });
    expect(within(preview).getByRole("heading", { name: "First" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByRole("textbox", { name: "Text" }), " Then _wait_.");
    expect(within(preview).getByText("wait").tagName).toBe("EM");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toEqual([['"7"', "## First\nCopy **all** files. Then _wait_."]]);
  });

  it("keep what was written when somebody else changed them meanwhile", async () => {
    engine.use(withTag("/admin/knowledgebase/art_1", article), refuses("patch", "/admin/knowledgebase/{id}", { status: 412, code: "precondition_failed" }));
    const { unmount } = await open("/knowledgebase/art_1");
    await userEvent.type(await screen.findByRole("textbox", { name: "Text" }), " Mine.");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Somebody changed this meanwhile/)).toBeInTheDocument();
    unmount();
    await open("/knowledgebase/art_1");
    expect(await screen.findByText("What you had not saved is back")).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Text" })).toHaveValue("## First\nCopy **all** files. Mine.");
    await userEvent.click(screen.getByRole("button", { name: "Throw it away" }));
    expect(screen.getByRole("textbox", { name: "Text" })).toHaveValue("## First\nCopy **all** files.");
  });
});

describe("announcements", () => {
  it("are kept as a draft, or out at once", async () => {
    const sent: { published_at?: string | null }[] = [];
    engine.use(
      answers(
        "post",
        "/admin/announcements",
        ({ body }) => {
          sent.push(body as { published_at?: string | null });
          return { id: "ann_1", title: "News", html: "", body: "x", published_at: null, updated_at: "2026-11-02T08:00:00Z" };
        },
        201,
      ),
      withTag("/admin/announcements/ann_1", { id: "ann_1", title: "News", html: "", body: "x", published_at: null, updated_at: "2026-11-02T08:00:00Z" }),
    );
    await open("/announcements/new");
    await userEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(screen.getByText("Give it a title.")).toBeInTheDocument();
    await userEvent.type(screen.getByRole("textbox", { name: "Title" }), "News");
    await userEvent.type(screen.getByRole("textbox", { name: "Text" }), "x");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toEqual([{ title: "News", body: "x", published_at: null }]);
    expect(await screen.findByRole("heading", { name: "News" })).toBeInTheDocument();
  });
});

describe("incidents", () => {
  it("are told of step by step, with the states of their kind alone", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag("/admin/incidents/inc_1", incident),
      answers("patch", "/admin/incidents/{id}", ({ body }) => {
        sent.push(body);
        return incident;
      }),
    );
    const { container } = await open("/incidents/inc_1");
    expect(await screen.findByText("We look.")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("combobox", { name: "State" }));
    expect(screen.queryByRole("option", { name: "Completed" })).toBeNull();
    await userEvent.click(await screen.findByRole("option", { name: "Resolved" }));
    await userEvent.type(screen.getByRole("textbox", { name: "What there is to say now" }), "All is well.");
    await userEvent.click(screen.getByRole("button", { name: "Save and tell" }));
    await expect.poll(() => sent).toMatchObject([{ state: "resolved", message: "All is well.", components: ["Mail"], ends_at: null }]);
  });
});

describe("legal texts", () => {
  it("are published as the next version, after what that means was said", async () => {
    const sent: unknown[] = [];
    engine.use(
      withTag("/admin/legal/terms", legal),
      answers("put", "/admin/legal/{slug}", ({ body }) => {
        sent.push(body);
        return { ...legal, version: 3 };
      }),
    );
    await open("/legal/terms");
    await userEvent.type(await screen.findByRole("textbox", { name: "Text" }), "!");
    await userEvent.click(screen.getByRole("button", { name: "Publish version 3" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Version 2 stays to be read");
    await userEvent.click(within(dialog).getByRole("button", { name: "Publish" }));
    await expect.poll(() => sent).toEqual([{ title: "Terms", body: "New terms!", position: 0 }]);
  });

  it("show an older version without a way to change it", async () => {
    engine.use(
      http.get("*/api/admin/legal/terms", ({ request }) => {
        const version = new URL(request.url).searchParams.get("version");
        return HttpResponse.json(version ? { ...legal, version: 1, html: "<p>Old terms</p>" } : legal);
      }),
    );
    await open("/legal/terms?version=1");
    expect(await screen.findByText("Old terms")).toBeInTheDocument();
    expect(screen.queryByRole("textbox", { name: "Text" })).toBeNull();
  });
});
