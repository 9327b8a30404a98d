import { playCaptcha } from "@hostler/web-kit/testing/captcha";
import { showPage } from "@hostler/web-kit/testing/page";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

const localeFiles = import.meta.glob("../../locales/*/*.json");
/** The files are found by the path that the application knows them by. */
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));

const engine = setupServer(http.get("*/api/legal", () => HttpResponse.json({ data: [] })));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  engine.resetHandlers();
  vi.restoreAllMocks();
});
afterAll(() => engine.close());

interface Sent {
  key: string | null;
  body: unknown;
}

/** A written message, behind this captcha; each attempt is answered in its turn, the last one from then on. */
async function write(captcha: object, ...turns: (() => Response)[]) {
  const sent: Sent[] = [];
  engine.use(
    http.get("*/api/auth/captcha", () => HttpResponse.json({ required: true, site_key: "site", ...captcha })),
    http.post("*/api/contact", async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return (turns[Math.min(sent.length, turns.length) - 1] as () => Response)();
    }),
  );
  await showPage({ session, features, localeFiles: files, at: "/contact", user: null });
  await userEvent.type(await screen.findByLabelText("Name"), "Ravi");
  await userEvent.type(screen.getByLabelText("E-mail address"), "ravi@demo.example");
  await userEvent.type(screen.getByLabelText("Message"), "Do you host Node?");
  return sent;
}
const received = () => HttpResponse.json({ received: true }, { status: 201 });
const send = () => userEvent.click(screen.getByRole("button", { name: /Send message/ }));

it("goes once, however often one presses while a captcha judges", async () => {
  playCaptcha("grecaptcha");
  const judged: ((token: string) => void)[] = [];
  (window as unknown as Record<string, { execute: () => Promise<string> }>).grecaptcha!.execute = () => new Promise((resolve) => judged.push(resolve));
  const sent = await write({ provider: "recaptcha", script: "https://captcha.example/slow.js", object: "grecaptcha", mode: "score" }, received);
  await send();
  await waitFor(() => expect(judged).toHaveLength(1));
  await send();
  act(() => judged.forEach((give, at) => give(`token-${at}`)));
  expect(await screen.findByText("We answer to ravi@demo.example.")).toBeInTheDocument();
  expect(judged).toHaveLength(1);
  expect(sent).toMatchObject([{ body: { captcha: "token-0" } }]);
});

it.each([
  ["solved", { provider: "turnstile", script: "https://captcha.example/lost.js", object: "turnstile", mode: "widget" }],
  ["judged", { provider: "recaptcha", script: "https://captcha.example/lost-score.js", object: "grecaptcha", mode: "score" }],
])("is the same message when the answer to it was lost, with what was %s before", async (_, captcha) => {
  const provider = playCaptcha(captcha.object);
  let judgements = 0;
  (window as unknown as Record<string, { execute: () => Promise<string> }>)[captcha.object]!.execute = () => Promise.resolve(`judged-${++judgements}`);
  const sent = await write(captcha, () => HttpResponse.error(), received);
  if (captcha.mode === "widget") {
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    provider.solve("token-1");
  }
  await send();
  expect(await screen.findByText(/The connection is lost/)).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("button", { name: /Send message/ })).not.toHaveAttribute("aria-busy"));
  await send();
  expect(await screen.findByText("We answer to ravi@demo.example.")).toBeInTheDocument();
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]?.body).toHaveProperty("captcha");
});
