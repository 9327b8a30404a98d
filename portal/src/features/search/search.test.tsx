import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

type Name = Answer<"/domains/check", "get">;
type Cart = Answer<"/cart", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const name = (domain: string, status: Name["status"], more: Partial<Name> = {}): Name => ({
  domain,
  unicode: domain,
  tld: domain.slice(domain.indexOf(".") + 1),
  status,
  years: 1,
  register: inr(99900),
  renew: inr(119900),
  transfer: inr(119900),
  requirements: [],
  ...more,
});
const empty: Cart = { items: [], coupon: null, currency: "INR", subtotal: inr(0), discount: inr(0), tax: [], rounding: inr(0), total: inr(0) };
const withOne: Cart = {
  ...empty,
  items: [
    {
      id: "cit_1",
      type: "domain",
      name: "meera.com",
      domain: "meera.com",
      cycle: "annually",
      quantity: 1,
      action: "register",
      years: 1,
      privacy: false,
      unit_price: inr(99900),
      setup_fee: inr(0),
      discount: inr(0),
      total: inr(117882),
    },
  ],
  total: inr(117882),
};

const said = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A stream that the test feeds. */
function stream() {
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      feed = controller;
    },
  });
  const handler = http.get("*/api/domains/search/stream", () => new HttpResponse(body, { headers: { "Content-Type": "text/event-stream" } }));
  return { handler, send: (text: string) => feed?.enqueue(new TextEncoder().encode(text)), end: () => feed?.close() };
}

const localeFiles = import.meta.glob("../../locales/*/*.json");
const files = Object.fromEntries(Object.entries(localeFiles).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));
const open = (at: string) => showPage({ session, features, localeFiles: files, at });

const engine = setupServer(answers("get", "/cart", empty));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers(answers("get", "/cart", empty)));
afterAll(() => engine.close());

const row = (domain: string) => {
  const found = screen.getByText(domain, { selector: "p" }).closest("li");
  if (!found) throw new Error(`no row of ${domain}`);
  return within(found);
};

describe("the search for a name", () => {
  it("shows each answer when it comes, and lets what is there be used while others are still asked", async () => {
    const registrars = stream();
    engine.use(registrars.handler, answers("post", "/cart/add", withOne, 201));
    const { container } = await open("/search?q=meera.com");
    registrars.send(said("names", { data: [name("meera.com", "checking"), name("meera.in", "checking"), name("meera.io", "checking"), name("meera.dev", "checking")] }));
    expect(await screen.findAllByText("Still asking")).toHaveLength(4);
    registrars.send(said("results", { data: [name("meera.com", "available"), name("meera.in", "taken")] }));
    expect(await screen.findByText("2 of 4 have answered")).toBeInTheDocument();
    expect(row("meera.com").getByText("₹999.00")).toBeInTheDocument();
    expect(row("meera.in").getByRole("link", { name: "Move it here: meera.in" })).toHaveAttribute("href", "/domains/transfer?domain=meera.in");
    expect(row("meera.io").getByText("Still asking")).toBeInTheDocument();

    await userEvent.click(row("meera.com").getByRole("button", { name: "Add to cart: meera.com" }));
    expect(await row("meera.com").findByRole("link", { name: "In the cart: meera.com" })).toBeInTheDocument();
    expect(screen.getByText("1 name in the cart")).toBeInTheDocument();

    registrars.send(said("results", { data: [name("meera.io", "premium"), name("meera.dev", "unknown")] }) + said("done", {}));
    registrars.end();
    expect(await screen.findByText("1 name can be had")).toBeInTheDocument();
    expect(row("meera.io").getByText("Premium name")).toBeInTheDocument();
    expect(row("meera.io").queryByRole("button")).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("asks once more about a name whose registrar was slow", async () => {
    const registrars = stream();
    engine.use(registrars.handler, answers("get", "/domains/check", name("meera.com", "available")));
    await open("/search?q=meera");
    registrars.send(said("names", { data: [name("meera.com", "unknown")] }) + said("done", {}));
    registrars.end();
    await userEvent.click(await screen.findByRole("button", { name: "Ask again: meera.com" }));
    expect(await screen.findByRole("button", { name: "Add to cart: meera.com" })).toBeInTheDocument();
  });

  it("says that it was cut off, keeps what it has, and goes on when asked", async () => {
    const first = stream();
    engine.use(first.handler);
    await open("/search?q=meera");
    first.send(said("names", { data: [name("meera.com", "available"), name("meera.in", "checking")] }));
    await screen.findByText("Still asking");
    first.end();
    expect(await screen.findByText("The search was cut off")).toBeInTheDocument();
    expect(row("meera.com").getByRole("button", { name: "Add to cart: meera.com" })).toBeInTheDocument();
    expect(row("meera.in").getByText("No answer")).toBeInTheDocument();
    const second = stream();
    engine.use(second.handler);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    second.send(said("names", { data: [name("meera.com", "available"), name("meera.in", "available")] }) + said("done", {}));
    second.end();
    expect(await screen.findByText("2 names can be had")).toBeInTheDocument();
  });

  it("asks for all in one go where no stream comes through, and says nothing of it", async () => {
    const asked: (string | null)[] = [];
    engine.use(
      http.get("*/api/domains/search/stream", () => HttpResponse.error()),
      answers("get", "/domains/search", ({ url }) => {
        asked.push(url.searchParams.get("q"));
        return { data: [name("meera.com", "available"), name("meera.in", "taken"), name("meera.dev", "unknown")] };
      }),
    );
    await open("/search?q=meera");
    expect(await screen.findByText("1 name can be had")).toBeInTheDocument();
    expect(row("meera.com").getByRole("button", { name: "Add to cart: meera.com" })).toBeInTheDocument();
    expect(row("meera.dev").getByRole("button", { name: "Ask again: meera.dev" })).toBeInTheDocument();
    expect(screen.queryByText("The search was cut off")).toBeNull();
    expect(asked).toEqual(["meera"]);
  });

  it("says what failed where the other way fails too, and asks both again", async () => {
    engine.use(
      http.get("*/api/domains/search/stream", () => new HttpResponse(null, { status: 502 })),
      refuses("get", "/domains/search", { status: 503, code: "unavailable" }),
    );
    await open("/search?q=meera");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
    engine.use(answers("get", "/domains/search", { data: [name("meera.com", "available")] }));
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: "Add to cart: meera.com" })).toBeInTheDocument();
  });

  it("does not ask once more by the other way where it was asked too often", async () => {
    const asked: string[] = [];
    engine.use(
      refuses("get", "/domains/search/stream", { status: 429, code: "rate_limited" }),
      answers("get", "/domains/search", ({ url }) => {
        asked.push(url.pathname);
        return { data: [] };
      }),
    );
    await open("/search?q=meera");
    expect(await screen.findByRole("alert")).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it("says at the field what cannot be a name", async () => {
    engine.use(refuses("get", "/domains/search/stream", { status: 422, code: "validation_failed", errors: [{ field: "q", code: "not_a_name", message: "must be a word" }] }));
    await open("/search?q=%21%21");
    await waitFor(() => expect(screen.getByRole("searchbox", { name: "Find a domain name" })).toBeInvalid());
    expect(screen.getByText(/This cannot be a domain name/)).toBeInTheDocument();
  });

  it("shows the price list where nothing was typed", async () => {
    engine.use(
      answers("get", "/domains/pricing", {
        data: [
          { tld: "com", unicode: "com", min_years: 1, max_years: 10, grace_days: 30, redemption_days: 30, register: inr(99900), renew: inr(119900), transfer: inr(119900) },
          { tld: "in", unicode: "in", min_years: 1, max_years: 10, grace_days: 30, redemption_days: 30, register: inr(59900), renew: inr(84900), transfer: null },
        ],
        next_cursor: null,
      }),
    );
    const { container } = await open("/search");
    const table = await screen.findByRole("table");
    expect(within(table).getAllByRole("row")).toHaveLength(3);
    await userEvent.type(screen.getByRole("searchbox", { name: "Find an ending" }), ".in");
    await waitFor(() => expect(within(screen.getByRole("table")).getAllByRole("row")).toHaveLength(2));
    expect(await axeFindings(container)).toEqual([]);
  });
});
