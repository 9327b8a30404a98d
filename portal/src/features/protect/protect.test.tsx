import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { herAccount, somebody } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { session } from "../../api/session";
import { open } from "../../testing/shop";

const unprotected = { ...somebody, two_factor: false };
const setup = { secret: "JBSWY3DPEHPK3PXP", otpauth_url: "otpauth://totp/x", qr_svg: "<svg xmlns='http://www.w3.org/2000/svg'/>" };

const engine = setupServer(
  answers("get", "/auth/captcha", { required: false, provider: "none" }),
  answers("get", "/auth/csrf", { csrf_token: "csrf" }),
  refuses("get", "/services", { status: 404, code: "not_found" }),
  answers("post", "/auth/refresh-token", { access_token: "next", expires_in: 900, user: somebody, account: herAccount } as never),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("the offer of a second factor", () => {
  it("is made to who has none, and may be left for later", async () => {
    const { router, container } = await open("/protect?to=%2Fservices", { user: unprotected });
    expect(await screen.findByRole("heading", { name: "Protect your account" })).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Skip for now" }));
    await vi.waitFor(() => expect(router.state.location.pathname).toBe("/services"));
  });

  it("leads nowhere but to a page of ours", async () => {
    const { router } = await open("/protect?to=%2F%2Felsewhere.example", { user: unprotected });
    await userEvent.click(await screen.findByRole("button", { name: "Skip for now" }));
    await vi.waitFor(() => expect(router.state.location.pathname).toBe("/dashboard"));
  });

  it("sets one up, and goes on only when the recovery codes are kept", async () => {
    engine.use(answers("post", "/auth/enable-2fa", setup), answers("post", "/auth/verify-2fa", { recovery_codes: ["aaaa-bbbb", "cccc-dddd"] }));
    const { router, container } = await open("/protect?to=%2Fservices", { user: unprotected });
    await userEvent.click(await screen.findByRole("button", { name: "Set it up now" }));
    await userEvent.type(await screen.findByLabelText("Code"), "123456");
    await userEvent.click(screen.getByRole("button", { name: "Turn on" }));
    const codes = await screen.findByRole("list", { name: "Recovery codes" });
    expect(within(codes).getByText("aaaa-bbbb")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await vi.waitFor(() => expect(session.state.user?.two_factor).toBe(true));
    const done = screen.getByRole("button", { name: "Done" });
    expect(done).toBeDisabled();
    await userEvent.click(screen.getByRole("checkbox", { name: /I have kept them/ }));
    await userEvent.click(done);
    await vi.waitFor(() => expect(router.state.location.pathname).toBe("/services"));
  });

  it("says that a code was wrong, and lets it be typed again", async () => {
    engine.use(answers("post", "/auth/enable-2fa", setup), refuses("post", "/auth/verify-2fa", { status: 401, code: "wrong_code", detail: "The code is wrong." }));
    await open("/protect", { user: unprotected });
    await userEvent.click(await screen.findByRole("button", { name: "Set it up now" }));
    await userEvent.type(await screen.findByLabelText("Code"), "000000");
    await userEvent.click(screen.getByRole("button", { name: "Turn on" }));
    expect(await screen.findByRole("alert")).toBeInTheDocument();
  });
});

describe("signing in", () => {
  const signedIn = (two_factor: boolean) => ({ access_token: "token", expires_in: 900, user: { ...somebody, two_factor }, account: herAccount }) as never;

  it("offers a second factor on the way to who has none, and goes straight on with who has one", async () => {
    engine.use(answers("post", "/auth/login", signedIn(false)));
    const first = await open("/login?to=%2Fservices", { user: null });
    await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
    await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("heading", { name: "Protect your account" })).toBeInTheDocument();
    expect(first.router.state.location.search).toMatchObject({ to: "/services" });
    first.unmount();
    engine.use(answers("post", "/auth/login", signedIn(true)));
    const second = await open("/login?to=%2Fservices", { user: null });
    await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
    await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await vi.waitFor(() => expect(second.router.state.location.pathname).toBe("/services"));
  });

  it("keeps the last way and the account for the next time, and sends what the API wants for each", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("post", "/auth/login", ({ body }) => {
        sent.push(body);
        return signedIn(true);
      }),
    );
    const first = await open("/login", { user: null });
    expect(await screen.findByRole("tab", { name: "Root user", selected: true })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("tab", { name: "Account ID or alias" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Account ID or alias" }), "sahyadri-books");
    await userEvent.type(screen.getByLabelText("User name"), "ravi");
    await userEvent.type(screen.getByLabelText("Password"), "Some-Password-2026");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await vi.waitFor(() => expect(sent).toEqual([{ account: "sahyadri-books", username: "ravi", password: "Some-Password-2026" }]));
    first.unmount();
    await open("/login", { user: null });
    expect(await screen.findByRole("tab", { name: "Account ID or alias", selected: true })).toBeInTheDocument();
    expect(screen.getByRole("textbox", { name: "Account ID or alias" })).toHaveValue("sahyadri-books");
  });

  it("says the same for a wrong password, an unknown name and a locked account", async () => {
    engine.use(refuses("post", "/auth/login", { status: 401, code: "account_locked", detail: "The account is locked." }));
    await open("/login", { user: null });
    await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
    await userEvent.type(screen.getByLabelText("Password"), "wrong");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("That combination does not let you in.");
  });
});
