import { LinkContext } from "@hostler/ui/lib/link";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { createI18n } from "../i18n";
import { Session } from "../session";
import { axeFindings } from "../testing/axe";
import { playCaptcha } from "../testing/captcha";
import { herAccount, somebody } from "../testing/page";

import { FirstStep } from "./sign-in-first-step";
import { createQueryClient, Providers } from "./start";

const brand = {
  name: "Sahyadri Hosting",
  legal_name: "",
  email: "help@sahyadri.example",
  phone: "",
  currency: "INR",
  locale: "en",
  country: "IN",
  sells_domains: false,
  product_types: [],
  legal: [],
};
const widget = { required: true, provider: "turnstile", site_key: "site", object: "turnstile", mode: "widget" };
const refused = (code: string) => HttpResponse.json({ status: 422, code: "validation_failed", errors: [{ field: "captcha", code, message: "is what it is" }] }, { status: 422 });

const sent: unknown[] = [];
const engine = setupServer(http.get("*/api/auth/csrf", () => HttpResponse.json({ csrf_token: "csrf" })));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  engine.resetHandlers();
  vi.restoreAllMocks();
  sent.length = 0;
});
afterAll(() => engine.close());

/** Each answer once, the last one from then on. */
function login(...answers: (() => Response)[]) {
  let next = 0;
  engine.use(
    http.post("*/api/auth/login", async ({ request }) => {
      sent.push(await request.json());
      return (answers[Math.min(next++, answers.length - 1)] as () => Response)();
    }),
  );
}

const letIn = () => HttpResponse.json({ access_token: "token", expires_in: 900, user: somebody, account: herAccount });

async function show() {
  const i18n = await createI18n("en", {}, {});
  const done = vi.fn();
  const page = render(
    <Providers session={new Session()} queries={createQueryClient()} i18n={i18n} brand={brand}>
      <LinkContext value="a">
        <FirstStep way="root" onDone={done} onSecond={() => undefined} />
      </LinkContext>
    </Providers>,
  );
  await userEvent.type(await screen.findByLabelText("E-mail address"), "asha@demo.example");
  await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
  return { ...page, done };
}

const signIn = () => userEvent.click(screen.getByRole("button", { name: "Sign in" }));

describe("the captcha of signing in", () => {
  it("is not there, nor is its script, while nobody asks for one", async () => {
    engine.use(http.get("*/api/auth/captcha", () => HttpResponse.json({ required: false, provider: "turnstile" })));
    const provider = playCaptcha("turnstile");
    login(letIn);
    const { done } = await show();
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(provider.shown()).toEqual([]);
    expect(sent).toEqual([{ email: "asha@demo.example", password: "Demo-Client-2026" }]);
  });

  it("comes with the failure after which it is asked, and its token goes along once", async () => {
    let required = false;
    engine.use(http.get("*/api/auth/captcha", () => HttpResponse.json(required ? { ...widget, script: "https://captcha.example/after.js" } : { required, provider: "turnstile" })));
    const provider = playCaptcha("turnstile");
    login(() => {
      required = true;
      return refused("captcha_required");
    }, letIn);
    const { container, done } = await show();
    await signIn();
    expect(await screen.findByText("Solve the check first")).toBeInTheDocument();
    expect(await screen.findByRole("group", { name: "Confirm that you are a person" })).toBeInTheDocument();
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    expect(await axeFindings(container)).toEqual([]);
    provider.solve("token-1");
    expect(screen.queryByText("Solve the check first")).toBeNull();
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent.at(-1)).toMatchObject({ captcha: "token-1" });
  });

  it("lets people try without it where it cannot be loaded", async () => {
    engine.use(http.get("*/api/auth/captcha", () => HttpResponse.json({ ...widget, script: "https://captcha.example/blocked.js" })));
    playCaptcha("turnstile", { blocked: true });
    login(letIn);
    const { done } = await show();
    expect(await screen.findByText(/The check by turnstile could not be loaded/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Load it again" })).toBeInTheDocument();
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent).toEqual([{ email: "asha@demo.example", password: "Demo-Client-2026" }]);
  });

  it("asks for a score without showing anything to solve", async () => {
    engine.use(
      http.get("*/api/auth/captcha", () =>
        HttpResponse.json({ required: true, provider: "recaptcha", site_key: "6Ld", script: "https://captcha.example/score.js", object: "grecaptcha", mode: "score" }),
      ),
    );
    const provider = playCaptcha("grecaptcha");
    login(letIn);
    const { done } = await show();
    expect(await screen.findByText("recaptcha checks that you are a person.")).toBeInTheDocument();
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(provider.shown()).toEqual([]);
    expect(sent.at(-1)).toMatchObject({ captcha: "6Ld for login" });
  });

  it("tells who is refused without it what they can do, not to solve what is not there", async () => {
    engine.use(http.get("*/api/auth/captcha", () => HttpResponse.json({ ...widget, script: "https://captcha.example/held-back.js" })));
    playCaptcha("turnstile", { blocked: true });
    login(() => refused("captcha_required"));
    await show();
    expect(await screen.findByText(/The check by turnstile could not be loaded/)).not.toHaveTextContent("without it");
    expect(screen.getByRole("link", { name: "Write to help@sahyadri.example" })).toHaveAttribute("href", "mailto:help@sahyadri.example");
    await signIn();
    expect(await screen.findByText(/This is refused without the check\. Load the page again/)).toBeInTheDocument();
    expect(screen.queryByText("Solve the check first")).toBeNull();
  });

  it("tells who is asked for a score to send it once more, for there is nothing to solve", async () => {
    let required = false;
    engine.use(
      http.get("*/api/auth/captcha", () =>
        HttpResponse.json(
          required
            ? { required, provider: "recaptcha", site_key: "6Ld", script: "https://captcha.example/score-after.js", object: "grecaptcha", mode: "score" }
            : { required, provider: "recaptcha" },
        ),
      ),
    );
    playCaptcha("grecaptcha");
    login(() => {
      required = true;
      return refused("captcha_required");
    }, letIn);
    const { done } = await show();
    await signIn();
    expect(await screen.findByText("The check runs by itself now. Send it once more.")).toBeInTheDocument();
    expect(screen.queryByText("Solve the check first")).toBeNull();
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
  });

  it("keeps what was solved where no answer came", async () => {
    engine.use(http.get("*/api/auth/captcha", () => HttpResponse.json({ ...widget, script: "https://captcha.example/kept.js" })));
    const provider = playCaptcha("turnstile");
    login(
      () => HttpResponse.error(),
      () => HttpResponse.json({ code: "unavailable" }, { status: 503 }),
      letIn,
    );
    const { done } = await show();
    await waitFor(() => expect(provider.shown()).toHaveLength(1));
    provider.solve("token-1");
    await signIn();
    expect(await screen.findByText(/The connection is lost/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
    await signIn();
    await waitFor(() => expect(sent).toHaveLength(2));
    await waitFor(() => expect(screen.getByLabelText("Password")).toHaveValue(""));
    await userEvent.type(screen.getByLabelText("Password"), "Demo-Client-2026");
    await signIn();
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(sent).toMatchObject([{ captcha: "token-1" }, { captcha: "token-1" }, { captcha: "token-1" }]);
    expect(provider.resets()).toBe(0);
  });
});
