import { axeFindings } from "@hostler/web-kit/testing/axe";
import { playCaptcha } from "@hostler/web-kit/testing/captcha";
import { answers, refuses } from "@hostler/web-kit/testing/engine";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { open } from "../../testing/shop";

const engine = setupServer(answers("get", "/auth/captcha", { required: false, provider: "none" }));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

it("asks for a new password by e-mail, or by account and user name", async () => {
  const sent: unknown[] = [];
  engine.use(
    answers("post", "/auth/forgot-password", ({ body }) => {
      sent.push(body);
      return { done: true };
    }),
  );
  const first = await open("/forgot-password", { user: null });
  await userEvent.type(await screen.findByLabelText("E-mail address"), " asha@demo.example ");
  await userEvent.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText("Look into your mail")).toBeInTheDocument();
  first.unmount();
  await open("/forgot-password?as=user", { user: null });
  await userEvent.type(await screen.findByRole("textbox", { name: "Account ID or alias" }), "123456789012");
  await userEvent.type(screen.getByLabelText("User name"), "ravi");
  await userEvent.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText("Look into your mail")).toBeInTheDocument();
  expect(sent).toEqual([{ email: "asha@demo.example" }, { account: "123456789012", username: "ravi" }]);
});

it("mails a user name, and says the same whoever asks", async () => {
  engine.use(answers("post", "/auth/forgot-username", { done: true }));
  const { container } = await open("/forgot-username", { user: null });
  await userEvent.type(await screen.findByRole("textbox", { name: "Account ID or alias" }), "123456789012");
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.type(screen.getByLabelText("E-mail address"), "ravi@demo.example");
  await userEvent.click(screen.getByRole("button", { name: "Mail my user name" }));
  expect(await screen.findByText(/If the account knows this address/)).toBeInTheDocument();
});

it("sends the captcha's token along where one is asked for", async () => {
  const sent: unknown[] = [];
  engine.use(
    answers("get", "/auth/captcha", { required: true, provider: "turnstile", site_key: "site", script: "https://captcha.example/recover.js", object: "turnstile", mode: "widget" }),
    answers("post", "/auth/forgot-password", ({ body }) => {
      sent.push(body);
      return { done: true };
    }),
  );
  const provider = playCaptcha("turnstile");
  await open("/forgot-password", { user: null });
  await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
  await waitFor(() => expect(provider.shown()).toHaveLength(1));
  provider.solve("token-1");
  await userEvent.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText("Look into your mail")).toBeInTheDocument();
  expect(sent).toEqual([{ email: "asha@demo.example", captcha: "token-1" }]);
});

it("says that nobody can be checked just now, where the shop takes nobody unchecked", async () => {
  engine.use(refuses("post", "/auth/forgot-password", { status: 503, code: "captcha_unavailable" }));
  await open("/forgot-password", { user: null });
  await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
  await userEvent.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("cannot be made just now");
});
