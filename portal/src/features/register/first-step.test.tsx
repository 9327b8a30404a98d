import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { session } from "../../api/session";

import { FirstStep } from "./components/first-step";

const localeFiles = import.meta.glob("../../locales/*/*.json");
/** The files are found by the path that the application knows them by. */
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));

const engine = setupServer(
  http.get("*/api/auth/captcha", () => HttpResponse.json({ required: false, provider: "none" })),
  http.post("*/api/auth/register/check", () => HttpResponse.json({ ok: true })),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

it("begins one registration when the answer to it was lost, and another one when something was corrected", async () => {
  const keys: (string | null)[] = [];
  const turns = [
    () => HttpResponse.error(),
    () => HttpResponse.json({ status: 422, code: "validation_failed", errors: [{ field: "username", code: "taken", message: "is taken" }] }, { status: 422 }),
    () => HttpResponse.json({ registration: "reg_1" }, { status: 201 }),
  ];
  engine.use(
    http.post("*/api/auth/register", ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return (turns[keys.length - 1] as () => Response)();
    }),
  );
  const started: string[] = [];
  const page = { path: "/begin", layout: "bare" as const, load: () => Promise.resolve({ default: () => <FirstStep onStarted={(reg) => started.push(reg)} /> }) };
  await showPage({ session, features: [{ name: "register", pages: [page] }], localeFiles: files, at: "/begin", user: null });
  await userEvent.type(await screen.findByLabelText("User name"), "ravi");
  await userEvent.type(screen.getByLabelText("E-mail address"), "ravi@demo.example");
  await userEvent.type(await screen.findByRole("textbox", { name: /phone/i }), "9876543210");
  await userEvent.type(screen.getByLabelText("Password"), "A-long-Passphrase-2026");
  const go = () => userEvent.click(screen.getByRole("button", { name: "Continue" }));
  await go();
  expect(await screen.findByText(/The connection is lost/)).toBeInTheDocument();
  await go();
  expect(await screen.findByText(/taken/)).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText("User name"), "2");
  await go();
  await waitFor(() => expect(started).toEqual(["reg_1"]));
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);
});
