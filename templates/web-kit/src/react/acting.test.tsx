import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { Session, type SignedInUser } from "../session";
import { somebody, herAccount } from "../testing/page";

const asked: { path: string; cookies: RequestCredentials; body: unknown; bearer: string | null }[] = [];
const engine = setupServer(
  http.post("*/api/auth/*", async ({ request }) => {
    asked.push({
      path: new URL(request.url).pathname,
      cookies: request.credentials,
      body: await request.json(),
      bearer: request.headers.get("Authorization"),
    });
    return HttpResponse.json({ access_token: "second", refresh_token: "spare2", expires_in: 900, user: somebody, account: herAccount });
  }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => asked.splice(0));
afterAll(() => engine.close());

const given = { access_token: "first", refresh_token: "spare1", expires_in: 900, user: somebody, account: herAccount };

it("renews and ends a session in a client's place without touching the staff member's cookie or hint", async () => {
  localStorage.setItem("hostler.signed_in", "1");
  const session = new Session((user) => user.kind !== "staff");
  session.actFor(given);
  expect(session.state).toMatchObject({ phase: "in", acting: true, account: { id: "acc_1" } });
  expect(await session.refresh()).toBe(true);
  await session.signOut();
  expect(asked).toEqual([
    { path: "/api/auth/refresh-token", cookies: "omit", body: { refresh_token: "spare1" }, bearer: null },
    { path: "/api/auth/logout", cookies: "omit", body: {}, bearer: "Bearer second" },
  ]);
  expect(session.state).toEqual({ phase: "out" });
  expect(localStorage.getItem("hostler.signed_in")).toBe("1");
});

it("refuses a session of staff's own", () => {
  const staff: SignedInUser = { ...somebody, kind: "staff" };
  expect(() => new Session((user) => user.kind !== "staff").actFor({ ...given, user: staff })).toThrow();
});

it("hands a session over to the tab that it has opened, and to nobody else", async () => {
  const { openPortalAs } = await import("../handover");
  const sent: unknown[] = [];
  const tab = { postMessage: (message: unknown, origin: string) => sent.push([message, origin]) } as unknown as Window;
  const real = window.open;
  window.open = () => tab;
  render(<button onClick={() => openPortalAs(given)}>Open</button>);
  await userEvent.click(screen.getByRole("button"));
  window.open = real;
  const ask = (source: unknown, origin: string) => window.dispatchEvent(new MessageEvent("message", { data: { type: "hostler.acting.ready" }, source: source as Window, origin }));
  ask(window, location.origin);
  expect(sent).toEqual([]);
  Object.defineProperty(MessageEvent.prototype, "source", { configurable: true, get: () => tab });
  ask(null, "http://elsewhere.test");
  expect(sent).toEqual([]);
  ask(null, location.origin);
  ask(null, location.origin);
  expect(sent).toEqual([[{ type: "hostler.acting.session", session: given }, location.origin]]);
});
