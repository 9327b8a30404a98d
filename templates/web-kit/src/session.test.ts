import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { ApiError } from "./problem";
import { Session } from "./session";
import { herAccount, somebody } from "./testing/page";
import { hasVerdict } from "./verdict";
import { hearWindows, tellWindows } from "./windows";

const signedIn = (id = "usr_1", token = "second") => ({ access_token: token, expires_in: 900, user: { ...somebody, id }, account: herAccount });
const engine = setupServer();
let session: Session;
const tokens: (string | null)[] = [];

beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  tokens.length = 0;
  session = new Session();
  session.takeUp(signedIn("usr_1", "first"));
  engine.use(
    http.get("*/api/auth/csrf", () => HttpResponse.json({ csrf_token: "csrf" })),
    http.post("*/api/auth/refresh-token", () => HttpResponse.json({ code: "unauthenticated" }, { status: 401 })),
    http.post("*/api/tickets", async ({ request }) => {
      const token = request.headers.get("Authorization");
      tokens.push(token);
      return token === "Bearer second" ? HttpResponse.json(await request.json(), { status: 201 }) : HttpResponse.json({ code: "unauthenticated" }, { status: 401 });
    }),
  );
});
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

const write = () => session.fetch(new Request(`${location.origin}/api/tickets`, { method: "POST", body: JSON.stringify({ subject: "half written" }) }));
const told = (key: string, newValue: string | null) => window.dispatchEvent(new StorageEvent("storage", { key, newValue }));

describe("the token beside the cookie", () => {
  const sent: (string | null)[] = [];
  let asked = 0;
  let good = "csrf";
  beforeEach(() => {
    sent.length = 0;
    asked = 0;
    good = "csrf";
    engine.use(
      http.get("*/api/auth/csrf", () => {
        asked += 1;
        return HttpResponse.json({ csrf_token: good });
      }),
      http.post("*/api/auth/refresh-token", ({ request }) => {
        const token = request.headers.get("X-CSRF-Token");
        sent.push(token);
        return token === good ? HttpResponse.json(signedIn()) : HttpResponse.json({ code: "csrf" }, { status: 403 });
      }),
    );
  });

  it("is asked for once, however many pages are opened", async () => {
    for (let opened = 0; opened < 3; opened += 1) {
      const another = new Session();
      await another.restore();
      expect(another.state.phase).toBe("in");
    }
    expect(asked).toBe(1);
    expect(sent).toEqual(["csrf", "csrf", "csrf"]);
  });

  it("is asked for anew where the engine has another by now, and nobody is signed out for it", async () => {
    await new Session().restore();
    good = "next";
    const later = new Session();
    await later.restore();
    expect(later.state.phase).toBe("in");
    expect(sent).toEqual(["csrf", "csrf", "next"]);
    expect(asked).toBe(2);
  });

  it("is not tried again and again where it is refused each time", async () => {
    localStorage.setItem("hostler.csrf", "old");
    engine.use(http.post("*/api/auth/refresh-token", () => HttpResponse.json({ code: "csrf" }, { status: 403 })));
    const refused = new Session();
    await refused.restore();
    expect(refused.state.phase).toBe("out");
    expect(asked).toBe(1);
  });
});

describe("a session whose time is over", () => {
  it("ends where nothing can ask to sign in again", async () => {
    expect((await write()).status).toBe(401);
    expect(session.state).toMatchObject({ phase: "out", ended: true });
  });

  it("waits where something can, and sends the same once the same person has signed in again", async () => {
    session.asksInPlace = true;
    const answer = write();
    await expect.poll(() => session.state.lapsed).toBe(true);
    expect(session.state).toMatchObject({ phase: "in", user: { id: "usr_1" } });
    session.takeUp(signedIn());
    expect(await (await answer).json()).toEqual({ subject: "half written" });
    expect(tokens).toEqual(["Bearer first", "Bearer second"]);
    expect(session.state.lapsed).toBeUndefined();
  });

  it("is not over because a code or a password was wrong, nor because the network went while asking", async () => {
    engine.use(http.post("*/api/auth/verify-2fa", () => HttpResponse.json({ code: "invalid_code" }, { status: 401 })));
    const wrong = await session.fetch(new Request(`${location.origin}/api/auth/verify-2fa`, { method: "POST", body: "{}" }));
    expect(wrong.status).toBe(401);
    engine.use(http.post("*/api/auth/refresh-token", () => HttpResponse.error()));
    expect((await write()).status).toBe(401);
    expect(session.state).toMatchObject({ phase: "in", user: { id: "usr_1" } });
  });

  it("sends nothing of one person's as another", async () => {
    session.asksInPlace = true;
    const answer = write();
    await expect.poll(() => session.state.lapsed).toBe(true);
    session.takeUp(signedIn("usr_2"));
    expect((await answer).status).toBe(401);
    expect(tokens).toEqual(["Bearer first"]);
  });

  it("gives up what waited when its owner leaves", async () => {
    session.asksInPlace = true;
    const answer = write();
    await expect.poll(() => session.state.lapsed).toBe(true);
    session.leave();
    expect((await answer).status).toBe(401);
    expect(session.state).toMatchObject({ phase: "out", ended: true });
  });
});

describe("another window", () => {
  it("that signs out ends this one's session too", () => {
    const stop = session.hearOtherWindows();
    told("hostler.signed_in", "usr_1");
    expect(session.state.phase).toBe("in");
    told("hostler.signed_in", null);
    expect(session.state).toMatchObject({ phase: "out", ended: true });
    stop();
  });

  it("in which somebody else signs in keeps that sign-in", () => {
    const stop = session.hearOtherWindows();
    localStorage.setItem("hostler.signed_in", "usr_2");
    told("hostler.signed_in", "usr_2");
    expect(session.state.phase).toBe("out");
    expect(localStorage.getItem("hostler.signed_in")).toBe("usr_2");
    stop();
  });

  it("is heard on what it is heard for", () => {
    const heard: string[] = [];
    const stop = hearWindows("cart", (signature) => heard.push(signature));
    tellWindows("cart", "a");
    told("hostler.changed.cart", "b");
    told("hostler.changed.other", "c");
    stop();
    told("hostler.changed.cart", "d");
    expect(heard).toEqual(["b"]);
  });
});

it("knows when the engine has decided", () => {
  const failed = (status: number, code = "x") => hasVerdict(new ApiError({ status, code }));
  expect([failed(0), failed(500), failed(503), failed(409, "request_in_progress")]).toEqual([false, false, false, false]);
  expect([failed(409), failed(422), failed(429)]).toEqual([true, true, true]);
  expect(hasVerdict(new Error("a defect"))).toBe(false);
});
