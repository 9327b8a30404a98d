import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers } from "@hostler/web-kit/testing/engine";
import { herAccount, somebody } from "@hostler/web-kit/testing/page";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { session } from "../../api/session";
import { open } from "../../testing/shop";

const account = {
  ...herAccount,
  email: "asha@demo.example",
  language: "en",
  verified: true,
  address: { line1: "7 Prabhat Road", city: "Pune", state: "Maharashtra", postal_code: "411004", country: "IN" },
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};
const engine = setupServer(
  answers("get", "/account", account as never),
  answers("get", "/auth/csrf", { csrf_token: "csrf" }),
  answers("get", "/products", { data: [], next_cursor: null }),
);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("personal data", () => {
  it("is taken along as a file, after a fresh factor where one is asked for", async () => {
    const saved: string[] = [];
    URL.createObjectURL = vi.fn(() => "blob:x");
    URL.revokeObjectURL = vi.fn();
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    let asked = 0;
    session.askForFactor = () => Promise.resolve(true);
    engine.use(
      http.post("*/api/account/export", () => {
        asked += 1;
        return asked === 1 ? HttpResponse.json({ code: "step_up_required" }, { status: 403 }) : HttpResponse.json({ generated_at: "2026-11-01T08:00:00Z", data: { account: [] } });
      }),
    );
    await open("/profile");
    await userEvent.click(await screen.findByRole("button", { name: "Download my data" }));
    await vi.waitFor(() => expect(saved).toEqual(["account-123456789012.json"]));
    expect(asked).toBe(2);
    session.askForFactor = null;
  });

  it("is erased only after the account's number is typed, and says what is still in the way", async () => {
    engine.use(
      http.post("*/api/account/erase", () =>
        HttpResponse.json(
          {
            code: "account_in_use",
            status: 409,
            detail: "End your services first.",
            request_id: "req_1",
            services: 2,
            open_invoices: 1,
            credits: 0,
            resources: 1,
            pending_refunds: 1,
            parked_jobs: 3,
          },
          { status: 409 },
        ),
      ),
    );
    await open("/profile");
    await userEvent.click(await screen.findByRole("button", { name: "Erase my account" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Invoices and payments stay as they were issued");
    const confirm = within(dialog).getByRole("button", { name: "Erase" });
    expect(confirm).toBeDisabled();
    await userEvent.type(within(dialog).getByLabelText("Type 123456789012 to confirm"), "123456789012");
    await userEvent.click(confirm);
    expect(await within(dialog).findByRole("link", { name: "2 services" })).toHaveAttribute("href", "/services");
    expect(within(dialog).getByRole("link", { name: "1 open invoice" })).toHaveAttribute("href", "/invoices");
    expect(within(dialog).getByRole("link", { name: "1 volume, snapshot or address of a machine" })).toHaveAttribute("href", "/compute");
    expect(within(dialog).getByRole("link", { name: "1 refund that is under way" })).toHaveAttribute("href", "/billing/statement");
    expect(within(dialog).getByRole("link", { name: "3 tasks that our team has to finish" })).toHaveAttribute("href", "/support/new");
    expect(await axeFindings(dialog)).toEqual([]);
  });

  it("once erased leaves nobody signed in", async () => {
    engine.use(
      answers("post", "/account/erase", { erased: true }),
      http.post("*/api/auth/logout", () => HttpResponse.json({ code: "unauthenticated" }, { status: 401 })),
      answers("post", "/auth/refresh-token", {} as never, 401),
    );
    const { router } = await open("/profile");
    await userEvent.click(await screen.findByRole("button", { name: "Erase my account" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByLabelText(/to confirm/), "123456789012");
    await userEvent.click(within(dialog).getByRole("button", { name: "Erase" }));
    await vi.waitFor(() => expect(session.state.phase).toBe("out"));
    await vi.waitFor(() => expect(router.state.location.pathname).toBe("/"));
  });

  it("is the root user's to decide on", async () => {
    await open("/profile", { user: { ...somebody, kind: "iam" } });
    expect(await screen.findByText("Who is invoiced")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Erase my account" })).toBeNull();
  });
});
