import { LinkContext } from "@hostler/ui/lib/link";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { createI18n } from "../i18n";
import { Session } from "../session";
import { herAccount, somebody } from "../testing/page";

import { createQueryClient, Providers } from "./start";
import { StepUpDialog } from "./step-up-dialog";

const brand = { name: "Sahyadri Hosting", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN", sells_domains: false, product_types: [], legal: [] };
const signedIn = (token: string) => ({ access_token: token, expires_in: 900, user: { ...somebody, two_factor: false }, account: herAccount });

const engine = setupServer(
  http.delete("*/api/tokens/tok_1", ({ request }) =>
    request.headers.get("Authorization") === "Bearer fresh" ? new HttpResponse(null, { status: 204 }) : HttpResponse.json({ code: "step_up_required" }, { status: 403 }),
  ),
  http.post("*/api/auth/step-up", () => HttpResponse.json(signedIn("fresh"))),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

async function show() {
  const session = new Session();
  session.takeUp(signedIn("stale"));
  const i18n = await createI18n("en", {}, {});
  const dialog = (there: boolean) => (
    <Providers session={session} queries={createQueryClient()} i18n={i18n} brand={brand}>
      <LinkContext value="a">{there && <StepUpDialog />}</LinkContext>
    </Providers>
  );
  const view = render(dialog(true));
  const remove = () => session.fetch(new Request(`${location.origin}/api/tokens/tok_1`, { method: "DELETE" }));
  return { remove, putAway: () => view.rerender(dialog(false)), bringBack: () => view.rerender(dialog(true)) };
}

it("asks again after it went away unanswered, as it does with the page around it", async () => {
  const { remove, putAway, bringBack } = await show();
  const first = remove();
  expect(await screen.findByRole("dialog")).toBeInTheDocument();
  putAway();
  expect((await first).status).toBe(403);
  bringBack();
  const second = remove();
  await userEvent.type(await screen.findByLabelText("Password"), "Demo-Client-2026");
  await userEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect((await second).status).toBe(204);
});

it("says why no code was sent: that there is no network, or what the engine says", async () => {
  engine.use(http.post("*/api/auth/step-up/code", () => HttpResponse.error(), { once: true }));
  const { remove } = await show();
  void remove();
  const send = await screen.findByRole("button", { name: "Send a code by e-mail instead" });
  await userEvent.click(send);
  expect(await screen.findByText("The connection is lost. Check your network and try again.")).toBeInTheDocument();
  engine.use(http.post("*/api/auth/step-up/code", () => HttpResponse.json({ code: "cannot_send", detail: "No e-mail can be sent now." }, { status: 409 }), { once: true }));
  await userEvent.click(send);
  expect(await screen.findByText("No e-mail can be sent now.")).toBeInTheDocument();
  engine.use(http.post("*/api/auth/step-up/code", () => HttpResponse.json({}, { status: 202 })));
  await userEvent.click(send);
  expect(await screen.findByText("We have sent you a code.")).toBeInTheDocument();
});
