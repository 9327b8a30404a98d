import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, keepsSilent, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

import { hasOpenRenewal, progressOf, transferOf } from "./components/story";

type Domain = Answer<"/domains/{id}", "get">;
type Step = NonNullable<Answer<"/domains/{id}/timeline", "get">["data"]>[number];

const inr = (amount: number) => ({ amount, currency: "INR" });
const asha = {
  first_name: "Asha",
  last_name: "Kulkarni",
  organization: "",
  email: "asha@demo.example",
  phone: "+91.9822012345",
  line1: "12 Law College Road",
  line2: "",
  city: "Pune",
  state: "Maharashtra",
  postal_code: "411004",
  country: "IN",
};
const domain = (more: Partial<Domain> = {}): Domain => ({
  id: "dom_1",
  name: "asha.com",
  unicode: "asha.com",
  status: "active",
  expires_on: "2026-12-10",
  auto_renew: true,
  privacy: false,
  transfer_lock: true,
  dnssec: false,
  nameservers: ["ns1.old.example", "ns2.old.example"],
  contacts: { registrant: asha },
  registration: { state: "idle" },
  created_at: "2025-12-10T08:00:00Z",
  ...more,
});
const step = (kind: string, detail = "", at = "2026-11-20T08:00:00Z"): Step => ({ kind, detail, at });
const tlds: Answer<"/domains/pricing", "get"> = {
  data: [
    {
      tld: "com",
      unicode: "com",
      min_years: 1,
      max_years: 10,
      grace_days: 30,
      redemption_days: 30,
      register: inr(99900),
      renew: inr(119900),
      transfer: inr(119900),
      grace_fee: inr(50000),
      restore_fee: inr(799900),
    },
  ],
  next_cursor: null,
};
const cart: Answer<"/cart", "get"> = { items: [], coupon: null, currency: "INR", subtotal: inr(0), discount: inr(0), tax: [], rounding: inr(0), total: inr(0) };

const localeFiles = import.meta.glob("../../locales/*/*.json");
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string, more: { user?: null; account?: null } = {}) => showPage({ session, features, localeFiles: files, at, ...more });

const quiet = [answers("get", "/domains/pricing", tlds), answers("get", "/domains/{id}/timeline", { data: [], next_cursor: null })];
const engine = setupServer(...quiet);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-22T06:00:00Z"), toFake: ["Date"] }));
afterEach(() => {
  vi.useRealTimers();
  engine.resetHandlers();
});
afterAll(() => engine.close());

/** One domain; the price list is asked for first, since it looks like one. */
const one = (domain: Domain | (() => Domain)) => [answers("get", "/domains/pricing", tlds), answers("get", "/domains/{id}", domain)];
const list = (...data: Domain[]) => answers("get", "/domains", { data, next_cursor: null });

describe("the list of domains", () => {
  const three = [
    domain(),
    domain({ id: "dom_2", name: "b.com", unicode: "b.com", expires_on: "2027-08-01", auto_renew: false }),
    domain({ id: "dom_3", name: "c.com", unicode: "c.com", status: "pending", expires_on: null }),
  ];

  it("shows each with its expiry, and switches renewal at once", async () => {
    const sent: unknown[] = [];
    engine.use(
      list(...three),
      answers("patch", "/domains/{id}/auto-renew", ({ body }) => {
        sent.push(body);
        return domain({ auto_renew: false });
      }),
    );
    const { container } = await open("/domains");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: "asha.com" })).toHaveAttribute("href", "/domains/dom_1");
    expect(within(table).getByText("in 18 days")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(within(table).getByRole("switch", { name: "Renews by itself: asha.com" }));
    expect(within(table).getByRole("switch", { name: "Renews by itself: asha.com" })).not.toBeChecked();
    await waitFor(() => expect(sent).toEqual([{ auto_renew: false }]));
  });

  it("takes its filters from the address", async () => {
    engine.use(list(...three));
    await open("/domains?within=30");
    const table = await screen.findByRole("table");
    expect(within(table).getAllByRole("row")).toHaveLength(2);
    expect(within(table).getByRole("link", { name: "asha.com" })).toBeInTheDocument();
  });

  it("says that there are none, and what failed", async () => {
    engine.use(list());
    const { unmount } = await open("/domains");
    expect(await screen.findByText("No domains yet")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/domains", { status: 500, code: "internal" }));
    await open("/domains");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });

  it("shows the shop to who is not signed in", async () => {
    engine.use(
      http.post("*/api/auth/logout", () => HttpResponse.json({})),
      http.get("*/api/auth/csrf", () => HttpResponse.json({ csrf_token: "x" })),
    );
    await session.signOut();
    await open("/domains", { user: null, account: null });
    expect(await screen.findByRole("heading", { name: "A name of your own" })).toBeInTheDocument();
  });

  it("puts several renewals into the cart and tries again what was refused", async () => {
    const asked: unknown[] = [];
    let refusing = true;
    engine.use(
      list(...three),
      http.post("*/api/cart/add", async ({ request }) => {
        const body = (await request.json()) as { domain: string };
        asked.push(body);
        if (refusing && body.domain === "b.com") return HttpResponse.json({ status: 409, code: "item_not_on_sale", detail: "It cannot be renewed now." }, { status: 409 });
        return HttpResponse.json(cart, { status: 201 });
      }),
      answers("get", "/cart", cart),
    );
    const { router } = await open("/domains");
    const table = await screen.findByRole("table");
    for (const box of within(table).getAllByRole("checkbox", { name: "Select row" })) await userEvent.click(box);
    await userEvent.click(screen.getByRole("button", { name: "Renew 2 domains" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("₹2,398.00")).toBeInTheDocument();
    await userEvent.click(dialog.getByRole("button", { name: "Add 2 to the cart" }));
    expect(await dialog.findByText("It cannot be renewed now.")).toBeInTheDocument();
    refusing = false;
    await userEvent.click(dialog.getByRole("button", { name: "Try 1 again" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/cart"));
    expect(asked).toEqual([
      { type: "domain", domain: "asha.com", action: "renew", years: 1 },
      { type: "domain", domain: "b.com", action: "renew", years: 1 },
      { type: "domain", domain: "b.com", action: "renew", years: 1 },
    ]);
  });
});

describe("one domain", () => {
  it("shows what belongs to it", async () => {
    engine.use(...one(domain()));
    const { container } = await open("/domains/dom_1");
    expect(await screen.findByRole("heading", { level: 1, name: "asha.com" })).toBeInTheDocument();
    expect(screen.getByText("ns1.old.example")).toBeInTheDocument();
    expect(screen.getByText("Asha Kulkarni")).toBeInTheDocument();
    expect(screen.getByText("Take the transfer lock off first.")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("waits for the registrar, and says so, until the lock is off", async () => {
    const steps: Step[] = [];
    let locked = true;
    engine.use(
      ...one(() => domain({ transfer_lock: locked })),
      answers("get", "/domains/{id}/timeline", () => ({ data: [...steps], next_cursor: null })),
      http.delete("*/api/domains/:id/transfer-lock", () => {
        steps.push(step("set_lock_wanted"));
        return HttpResponse.json({ job: "job_1" }, { status: 202 });
      }),
    );
    const { queries } = await open("/domains/dom_1");
    await userEvent.click(await screen.findByRole("switch", { name: "Transfer lock" }));
    expect(await screen.findByText("On its way to the registrar")).toBeInTheDocument();
    expect(screen.getByRole("switch", { name: "Transfer lock" })).toBeDisabled();
    locked = false;
    steps.push(step("set_lock"));
    await queries.invalidateQueries({ queryKey: ["domains"] });
    await waitFor(() => expect(screen.getByRole("switch", { name: "Transfer lock" })).not.toBeChecked());
    expect(screen.queryByText("On its way to the registrar")).toBeNull();
  });

  it("says at the field which name server is none", async () => {
    engine.use(
      ...one(domain()),
      refuses("patch", "/domains/{id}/nameservers", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "nameservers[1]", code: "malformed", message: "must be a host name" }],
      }),
    );
    await open("/domains/dom_1");
    await screen.findByText("ns1.old.example");
    await userEvent.click(screen.getAllByRole("button", { name: "Change" })[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.clear(dialog.getByLabelText("Name server 2"));
    await userEvent.type(dialog.getByLabelText("Name server 2"), "no host");
    await userEvent.click(dialog.getByRole("button", { name: "Change name servers" }));
    await waitFor(() => expect(dialog.getByLabelText("Name server 2")).toBeInvalid());
    expect(dialog.getByText("must be a host name")).toBeInTheDocument();
  });

  it("shows the transfer code on purpose alone", async () => {
    let asked = 0;
    engine.use(
      ...one(domain({ transfer_lock: false })),
      answers("get", "/domains/{id}/auth-code", () => {
        asked += 1;
        return { code: "Xk-42-moon", mailed: false };
      }),
    );
    await open("/domains/dom_1");
    const show = await screen.findByRole("button", { name: "Show: Transfer code" });
    expect(asked).toBe(0);
    await userEvent.click(show);
    expect(await screen.findByText("Xk-42-moon")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Hide: Transfer code" }));
    expect(screen.queryByText("Xk-42-moon")).toBeNull();
  });

  it("says until when an expired name comes back, and what that costs", async () => {
    engine.use(...one(domain({ status: "expired", expires_on: "2026-11-10" })));
    await open("/domains/dom_1");
    expect(await screen.findByText("This name has expired")).toBeInTheDocument();
    expect(await screen.findByText("10 Dec 2026")).toBeInTheDocument();
    expect(screen.getByText("₹500.00")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Renew" })).toBeInTheDocument();
  });

  it("sends who has an open renewal to its invoice, not to a second one", async () => {
    engine.use(...one(domain()), answers("get", "/domains/{id}/timeline", { data: [step("registered", "2026-12-10"), step("renewal_invoiced")], next_cursor: null }));
    await open("/domains/dom_1");
    expect(await screen.findByText("Its renewal waits for the payment")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Pay" })).toHaveAttribute("href", "/invoices?status=unpaid");
    expect(screen.queryByRole("button", { name: "Renew" })).toBeNull();
  });

  it("shows how far a transfer has come, and takes another code", async () => {
    const sent: unknown[] = [];
    engine.use(
      ...one(domain({ status: "pending", expires_on: null, registration: { state: "attention" } })),
      answers("get", "/domains/{id}/timeline", { data: [step("ordered", "transfer"), step("transferring"), step("transfer_failed")], next_cursor: null }),
      answers("post", "/domains/{id}/transfer", ({ body }) => {
        sent.push(body);
        return domain({ status: "pending" });
      }),
    );
    await open("/domains/dom_1");
    expect(await screen.findByText("Paid, and sent to the registry")).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText("Another transfer code"), "Elsewhere-Code-1");
    await userEvent.click(screen.getByRole("button", { name: "Use this code" }));
    expect(await screen.findByText("The code is taken; the transfer goes on with it.")).toBeInTheDocument();
    expect(sent).toEqual([{ auth_code: "Elsewhere-Code-1" }]);
  });

  it("says that another's domain is not there", async () => {
    engine.use(refuses("get", "/domains/{id}", { status: 404, code: "not_found" }), refuses("get", "/domains/{id}/timeline", { status: 404, code: "not_found" }));
    await open("/domains/dom_9");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is not here, or not yours.");
  });
});

describe("the contacts of a domain", () => {
  it("go to the registrar as it writes them, and faults come back to their fields", async () => {
    let sent: unknown;
    engine.use(
      ...one(domain()),
      http.patch("*/api/domains/:id/contacts", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(
          { status: 422, code: "validation_failed", errors: [{ field: "registrant.phone", code: "malformed", message: "must be such as +91.9822012345" }] },
          { status: 422 },
        );
      }),
    );
    const { container } = await open("/domains/dom_1/contacts");
    const city = await screen.findByLabelText("City");
    await userEvent.clear(city);
    await userEvent.type(city, "Nashik");
    await userEvent.click(screen.getByRole("button", { name: "Save contacts" }));
    await waitFor(() => expect(screen.getByLabelText("Phone")).toBeInvalid());
    expect(sent).toEqual({ registrant: { ...asha, city: "Nashik", phone: "+919822012345" } });
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("moving a domain here", () => {
  const name = (status: Answer<"/domains/check", "get">["status"]): Answer<"/domains/check", "get"> => ({
    domain: "taken.com",
    unicode: "taken.com",
    tld: "com",
    status,
    years: 1,
    register: inr(99900),
    renew: inr(119900),
    transfer: inr(119900),
  });

  it("checks before it asks for a code, and puts it into the cart", async () => {
    let sent: unknown;
    engine.use(
      list(domain({ id: "dom_4", unicode: "moving.com", status: "transferring", registration: { state: "transferring" } })),
      answers("get", "/domains/check", name("taken")),
      http.post("*/api/cart/add", async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(cart, { status: 201 });
      }),
      answers("get", "/cart", cart),
    );
    const { container, router } = await open("/domains/transfer");
    await userEvent.type(await screen.findByLabelText("Domain"), "taken.com");
    expect(screen.queryByLabelText("Transfer code")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText("taken.com is registered, and can be moved here")).toBeInTheDocument();
    expect(screen.getByText("moving.com")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText("Transfer code"), "Elsewhere-Code-1");
    await userEvent.click(screen.getByRole("button", { name: "Add to cart" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/cart"));
    expect(sent).toEqual({ type: "domain", domain: "taken.com", action: "transfer", auth_code: "Elsewhere-Code-1" });
  });

  it("says why a name cannot be moved", async () => {
    engine.use(list(), answers("get", "/domains/check", name("available")));
    const { unmount } = await open("/domains/transfer?domain=taken.com");
    expect(await screen.findByText("Nobody holds taken.com")).toBeInTheDocument();
    unmount();
    engine.use(refuses("get", "/domains/check", { status: 404, code: "tld_not_sold" }));
    await open("/domains/transfer?domain=a.museum");
    expect(await screen.findByText("Names under this ending are not offered here")).toBeInTheDocument();
  });
});

describe("renewals", () => {
  it("stand by their date with what they cost", async () => {
    engine.use(
      list(
        domain({ id: "dom_2", name: "later.com", unicode: "later.com", expires_on: "2027-01-20" }),
        domain(),
        domain({ id: "dom_5", name: "far.com", unicode: "far.com", expires_on: "2029-01-01" }),
      ),
    );
    const { container } = await open("/domains/renewals");
    const table = await screen.findByRole("table");
    const rows = within(table).getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getByRole("link").textContent)).toEqual(["asha.com", "later.com"]);
    expect(await within(table).findAllByText("₹1,199.00")).toHaveLength(2);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("show the shape of a list while they wait", async () => {
    engine.use(keepsSilent("get", "/domains"));
    await open("/domains/renewals");
    expect(await screen.findByRole("status", { name: "Loading" })).toBeInTheDocument();
  });
});

describe("what a timeline tells", () => {
  it("is whether a change is on its way, refused, or done", () => {
    expect(progressOf([step("set_lock_wanted")], "set_lock")).toBe("pending");
    expect(progressOf([step("set_lock_wanted"), step("set_lock_failed")], "set_lock")).toBe("failed");
    expect(progressOf([step("set_lock_wanted"), step("set_lock_failed"), step("set_lock_wanted"), step("set_lock")], "set_lock")).toBeUndefined();
  });

  it("is whether a renewal waits to be paid", () => {
    expect(hasOpenRenewal([step("ordered", "register"), step("registered")])).toBe(false);
    expect(hasOpenRenewal([step("renewal_invoiced")])).toBe(true);
    expect(hasOpenRenewal([step("renewal_invoiced"), step("term_cancelled", "renew")])).toBe(false);
    expect(hasOpenRenewal([step("ordered", "renew"), step("renewing"), step("renewed"), step("renewal_invoiced")])).toBe(true);
  });

  it("is how far a transfer has come", () => {
    expect(transferOf([step("ordered", "register")])).toBeNull();
    const stages = transferOf([step("ordered", "transfer", "2026-11-01T00:00:00Z"), step("transferring", "", "2026-11-02T00:00:00Z")]);
    expect(stages?.map(({ at }) => at?.slice(0, 10))).toEqual(["2026-11-01", "2026-11-02", undefined, undefined]);
  });
});
