import { LinkContext } from "@hostler/ui/lib/link";
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { useState, type ReactNode } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { createI18n } from "../i18n";
import { ApiError } from "../problem";
import { Session } from "../session";
import { axeFindings } from "../testing/axe";
import { herAccount, somebody } from "../testing/page";

import { Ask } from "./ask";
import { FormFailure } from "./form";
import { SessionDialog } from "./session-dialog";
import { createQueryClient, Providers } from "./start";

const brand = { name: "Sahyadri Hosting", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN", sells_domains: false, product_types: [], legal: [] };
const signedIn = (token: string) => ({ access_token: token, expires_in: 900, user: somebody, account: herAccount });

const engine = setupServer(
  http.get("*/api/auth/captcha", () => HttpResponse.json({ required: false, provider: "none" })),
  http.get("*/api/auth/csrf", () => HttpResponse.json({ csrf_token: "csrf" })),
  http.post("*/api/auth/refresh-token", () => HttpResponse.json({ code: "unauthenticated" }, { status: 401 })),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

async function show(session: Session, page: ReactNode) {
  const i18n = await createI18n("en", {}, {});
  return render(
    <Providers session={session} queries={createQueryClient()} i18n={i18n} brand={brand}>
      {/* No router here: a link is a plain one. */}
      <LinkContext value="a">{page}</LinkContext>
    </Providers>,
  );
}

function HalfWritten({ session }: { session: Session }) {
  const [text, setText] = useState("");
  const [told, setTold] = useState("");
  const send = async () => {
    const response = await session.fetch(new Request(`${location.origin}/api/tickets`, { method: "POST", body: JSON.stringify({ text }) }));
    setTold(response.ok ? "sent" : "refused");
  };
  return (
    <>
      <textarea aria-label="Text" value={text} onChange={(event) => setText(event.target.value)} />
      <button onClick={() => void send()}>Send</button>
      <output>{told}</output>
    </>
  );
}

describe("a session that ends over a half-written form", () => {
  it("asks for the password in place; the form stays, and what was sent goes on", async () => {
    const session = new Session();
    session.takeUp(signedIn("first"));
    const sent: unknown[] = [];
    engine.use(
      http.post("*/api/tickets", async ({ request }) => {
        if (request.headers.get("Authorization") !== "Bearer second") return HttpResponse.json({ code: "unauthenticated" }, { status: 401 });
        sent.push(await request.json());
        return HttpResponse.json({}, { status: 201 });
      }),
      http.post("*/api/auth/login", () => HttpResponse.json(signedIn("second"))),
    );
    await show(
      session,
      <>
        <HalfWritten session={session} />
        <SessionDialog home="/dashboard" />
      </>,
    );
    await userEvent.type(screen.getByLabelText("Text"), "My site is down since");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    const dialog = await screen.findByRole("dialog", { name: "Sign in again to go on" });
    expect(await axeFindings(dialog)).toEqual([]);
    expect(within(dialog).getByLabelText("E-mail address")).toHaveValue("asha@demo.example");
    expect(within(dialog).getByLabelText("E-mail address")).toHaveAttribute("readonly");
    await userEvent.type(within(dialog).getByLabelText("Password"), "Demo-Client-2026");
    await userEvent.click(within(dialog).getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("sent")).toBeInTheDocument();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByLabelText("Text")).toHaveValue("My site is down since");
    expect(sent).toEqual([{ text: "My site is down since" }]);
  });

  it("is left on purpose, and by nothing else", async () => {
    const session = new Session();
    session.takeUp(signedIn("first"));
    engine.use(http.post("*/api/tickets", () => HttpResponse.json({ code: "unauthenticated" }, { status: 401 })));
    await show(
      session,
      <>
        <HalfWritten session={session} />
        <SessionDialog home="/dashboard" />
      </>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await screen.findByRole("dialog");
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Leave this page" }));
    expect(await screen.findByText("refused")).toBeInTheDocument();
    expect(session.state).toMatchObject({ phase: "out", ended: true });
  });
});

const failed = (problem: { status: number; code: string; request_id?: string }) => ({
  data: undefined,
  error: new ApiError(problem),
  isPending: false,
  isFetching: false,
  refetch: vi.fn(),
});

describe("a page", () => {
  it("that one may not see says who can change that, and offers no second try", async () => {
    const session = new Session();
    session.takeUp({ ...signedIn("first"), user: { ...somebody, kind: "iam" } });
    await show(session, <Ask query={failed({ status: 403, code: "forbidden", request_id: "req_7" })} skeleton={null} children={() => null} />);
    expect(screen.getByRole("alert")).toHaveTextContent("The account's root user can give it to you");
    expect(screen.getByText("req_7")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("that wants a fresh factor may be tried again", async () => {
    await show(new Session(), <Ask query={failed({ status: 403, code: "step_up_required" })} skeleton={null} children={() => null} />);
    expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
  });

  it("whose engine fails gives the request to copy, also in a form", async () => {
    const user = userEvent.setup();
    await show(
      new Session(),
      <>
        <Ask query={failed({ status: 500, code: "internal", request_id: "req_8" })} skeleton={null} children={() => null} />
        <FormFailure failure={{ text: "Something went wrong on our side.", requestId: "req_9" }} />
      </>,
    );
    const copies = screen.getAllByRole("button", { name: "Copy" });
    await user.click(copies[0] as HTMLElement);
    expect(await navigator.clipboard.readText()).toBe("req_8");
    await user.click(copies[1] as HTMLElement);
    expect(await navigator.clipboard.readText()).toBe("req_9");
  });

  it("tells of a lost network as long as it is lost", async () => {
    const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
    await show(new Session(), <p>page</p>);
    expect(screen.queryByText(/You are offline/)).toBeNull();
    online.mockReturnValue(false);
    act(() => void window.dispatchEvent(new Event("offline")));
    expect(screen.getByText(/You are offline/)).toBeInTheDocument();
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event("online")));
    expect(screen.queryByText(/You are offline/)).toBeNull();
  });
});
