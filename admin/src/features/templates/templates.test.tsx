import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { open } from "../../testing/open";

import { smsParts } from "./components/sms-parts";

vi.mock("../../code/codemirror-view", () => import("../../testing/code"));

type Template = Answer<"/admin/templates/{kind}/{name}", "get">;

const welcome = (locale: string): Template => ({
  kind: "mail",
  name: "welcome",
  locale,
  written_in: locale,
  edited: locale === "hi",
  subject: locale === "hi" ? "स्वागत" : "Welcome",
  html: "<p>Hello {{client.name}}</p>",
  text: "Hello {{client.name}}",
  shipped: { subject: locale === "hi" ? "नमस्ते" : "Welcome", html: "<p>Hello {{client.name}}</p>", text: "Hello {{client.name}}" },
  sample: { client: { name: "Meera" } },
});
const both = answers("get", "/admin/templates/{kind}/{name}", ({ url }) => welcome(url.searchParams.get("locale") ?? "en"));
const preview = answers("post", "/admin/templates/{kind}/{name}/preview", { subject: "Welcome", html: "<p>Hello Meera</p>", text: "Hello Meera" });

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("an SMS", () => {
  it("is counted as it is paid", () => {
    expect(smsParts("a".repeat(160))).toEqual({ characters: 160, parts: 1 });
    expect(smsParts("a".repeat(161)).parts).toBe(2);
    expect(smsParts("न".repeat(71)).parts).toBe(2);
    expect(smsParts("€").characters).toBe(2);
  });
});

describe("the list of texts", () => {
  it("says which were edited, in which languages", async () => {
    engine.use(
      answers("get", "/admin/templates", {
        data: [
          { kind: "mail", name: "welcome", locales: ["en", "hi"], edited: ["hi"] },
          { kind: "mail", name: "_top", locales: ["en", "hi"], edited: [] },
        ],
      }),
    );
    const { container } = await open("/templates");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "Welcome" })).toHaveAttribute("href", "/templates/mail/welcome");
    expect(within(table).getByText("Edited: Hindi")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("calls each by words in the reader's language, with its own name beside them to be found by", async () => {
    engine.use(
      answers("get", "/admin/templates", {
        data: [
          { kind: "mail", name: "invoice_overdue_1", locales: ["en"], edited: [] },
          { kind: "invoice", name: "receipt", locales: ["en"], edited: [] },
          { kind: "mail", name: "our_own", locales: ["en"], edited: [] },
          { kind: "mail", name: "_button_open", locales: ["en"], edited: [] },
        ],
      }),
    );
    const first = await open("/templates?q=_", { language: "hi" });
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "पहली बकाया सूचना" })).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "टुकड़ा: बटन का आरंभ" })).toBeInTheDocument();
    expect(within(table).getByRole("link", { name: "Our own" })).toBeInTheDocument();
    first.unmount();
    await open("/templates?q=receipt");
    expect(
      within(await screen.findByRole("table"))
        .getAllByRole("link")
        .map((link) => link.textContent),
    ).toEqual(["Receipt voucher"]);
  });

  it("says what failed", async () => {
    engine.use(refuses("get", "/admin/templates", { status: 500, code: "internal" }));
    await open("/templates");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one text", () => {
  it("stands in both languages, and saves the one that was changed", async () => {
    const sent: [string | null, unknown][] = [];
    engine.use(
      both,
      preview,
      answers("put", "/admin/templates/{kind}/{name}", ({ url, body }) => {
        sent.push([url.searchParams.get("locale"), body]);
        return welcome("hi");
      }),
    );
    await open("/templates/mail/welcome");
    const [english, hindi] = (await screen.findAllByLabelText("Subject")) as [HTMLElement, HTMLElement];
    expect(english).toHaveValue("Welcome");
    await userEvent.type(hindi, "!");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toEqual([["hi", { subject: "स्वागत!", html: "<p>Hello {{client.name}}</p>", text: "Hello {{client.name}}" }]]));
    expect(screen.getByText("{{client.name}}")).toBeInTheDocument();
  });

  it("puts what the engine refuses on its part", async () => {
    engine.use(
      both,
      preview,
      refuses("put", "/admin/templates/{kind}/{name}", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "subject", code: "template_invalid", message: "no such name: clint" }],
      }),
    );
    await open("/templates/mail/welcome");
    const [english] = (await screen.findAllByLabelText("Subject")) as [HTMLElement];
    await userEvent.type(english, " x");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(english).toHaveAccessibleDescription(/no such name/));
  });

  it("shows what differs from the shipped, and goes back to it after asking", async () => {
    engine.use(both, answers("post", "/admin/templates/{kind}/{name}/reset", { ...welcome("hi"), edited: false }));
    await open("/templates/mail/welcome?tab=diff");
    expect(await screen.findByText("As shipped.")).toBeInTheDocument();
    expect(screen.getByText("नमस्ते", { exact: false })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Reset" }));
    expect(await screen.findByRole("alertdialog")).toHaveTextContent(/Your words in this language are lost/);
  });
});
