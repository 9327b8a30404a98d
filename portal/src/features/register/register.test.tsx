import { axeFindings } from "@hostler/web-kit/testing/axe";
import { playCaptcha } from "@hostler/web-kit/testing/captcha";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { open } from "../../testing/shop";

type Registration = Answer<"/auth/register/{reg}", "get">;

const registration = {
  registration: "reg_1",
  state: "pending",
  username: "asha",
  email: "asha@demo.example",
  phone: "+919820012345",
  otp_channel: "email",
  expires_at: "2999-01-01T00:00:00Z",
} as Registration;
const asked = { required: true, provider: "turnstile", site_key: "site", object: "turnstile", mode: "widget" };

const sent: Record<string, unknown>[] = [];
const engine = setupServer(
  answers("get", "/auth/captcha", { required: false, provider: "none" }),
  answers("post", "/auth/register/check", {} as never),
  answers("get", "/auth/register/{reg}", registration),
);
const takes = () =>
  answers("post", "/auth/register", ({ body }) => {
    sent.push(body as Record<string, unknown>);
    return { registration: "reg_1" } as never;
  });

beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  sent.length = 0;
});
afterEach(() => {
  engine.resetHandlers();
  vi.restoreAllMocks();
});
afterAll(() => engine.close());

async function fillIn() {
  const page = await open("/register", { user: null });
  await userEvent.type(await screen.findByLabelText("User name"), "asha");
  await userEvent.type(screen.getByLabelText("E-mail address"), " asha@demo.example ");
  await userEvent.type(screen.getByLabelText("Phone"), "+91 98200 12345");
  await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
  return page;
}
const goOn = () => userEvent.click(screen.getByRole("button", { name: "Continue" }));
const codeStep = () => waitFor(() => expect(screen.queryByRole("button", { name: "Continue" })).toBeNull());

describe("signing up", () => {
  it("sends what was typed, without a captcha where none is asked for", async () => {
    engine.use(takes());
    const provider = playCaptcha("turnstile");
    await fillIn();
    await goOn();
    await codeStep();
    expect(sent).toEqual([{ username: "asha", email: "asha@demo.example", phone: "+919820012345", password: "Demo-Client-2026", otp_channel: "email" }]);
    expect(provider.shown()).toEqual([]);
  });

  it("waits for the captcha where one is asked for, and sends its token along", async () => {
    const uses: (string | null)[] = [];
    engine.use(
      takes(),
      answers("get", "/auth/captcha", ({ url }) => {
        uses.push(url.searchParams.get("for"));
        return { ...asked, script: "https://captcha.example/register.js" };
      }),
    );
    const provider = playCaptcha("turnstile");
    const { container } = await fillIn();
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    await goOn();
    expect(await screen.findByText("Solve the check first")).toBeInTheDocument();
    expect(sent).toEqual([]);
    expect(await axeFindings(container)).toEqual([]);
    provider.solve("token-1");
    await goOn();
    await codeStep();
    expect(sent).toMatchObject([{ username: "asha", captcha: "token-1" }]);
    expect(uses).toEqual(["register"]);
  });

  it("says beside the captcha that it failed, keeps what was typed, and sends a new token with the next try", async () => {
    engine.use(
      refuses("post", "/auth/register", { status: 422, code: "validation_failed", errors: [{ field: "captcha", code: "captcha_failed", message: "is not good" }] }),
      answers("get", "/auth/captcha", { ...asked, script: "https://captcha.example/register-again.js" }),
    );
    const provider = playCaptcha("turnstile");
    await fillIn();
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    provider.solve("token-1");
    await goOn();
    expect(await screen.findByRole("alert")).toBeInTheDocument();
    expect(screen.getByLabelText("User name")).toHaveValue("asha");
    await waitFor(() => expect(provider.resets()).toBe(1));
    engine.use(takes());
    await goOn();
    expect(sent).toEqual([]);
    provider.solve("token-2");
    await goOn();
    await codeStep();
    expect(sent).toMatchObject([{ captcha: "token-2" }]);
  });
});
