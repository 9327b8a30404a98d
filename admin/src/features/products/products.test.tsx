import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { draftOf, errorsOfCells, readDraft } from "../../catalogue/product-draft";
import { open } from "../../testing/open";

type Product = Answer<"/products/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const product: Product = {
  id: "prd_1",
  name: "Starter Hosting",
  slug: "starter-hosting",
  type: "hosting",
  description: "One website.",
  features: ["1 website", "10 GB"],
  group: "Web hosting",
  configurable_options: [],
  addons: [],
  pricing: [
    { currency: "INR", cycle: "monthly", price: inr(19900), setup_fee: inr(0) },
    { currency: "INR", cycle: "annually", price: inr(199000), setup_fee: inr(5000) },
  ],
  stock: null,
  active: true,
  visible: true,
  tax_class: "998315",
  max_quantity: 1,
  provisioning: { plugin: "cpanel", settings: { plan: "starter" } },
  proration: "days",
  trial_days: 0,
};
const groups = answers("get", "/admin/product-groups", { data: [{ id: "grp_1", name: "Web hosting", slug: "web-hosting", position: 1, products: 1 }], next_cursor: null });

const engine = setupServer();
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("a product as it is written", () => {
  it("comes back as it was read", () => {
    const { body, broken } = readDraft(draftOf(product, "INR"));
    expect(broken).toEqual({ cells: [], numbers: [] });
    expect(body).toMatchObject({
      name: "Starter Hosting",
      pricing: product.pricing,
      provisioning: { plugin: "cpanel", settings: { plan: "starter" } },
      features: ["1 website", "10 GB"],
    });
    expect(body.stock).toBeUndefined();
  });

  it("names the cells and numbers that are none, and finds the cell that an answer speaks of", () => {
    const draft = draftOf(product, "INR");
    draft.cells["INR.quarterly"] = { price: "12.345", setup: "" };
    draft.stock = "many";
    const { broken, places } = readDraft(draft);
    expect(broken).toEqual({ cells: ["INR.quarterly"], numbers: ["stock"] });
    expect(errorsOfCells({ "pricing[1].price": "is too much" }, places)).toEqual({ "INR.annually": "is too much" });
  });
});

describe("the list of products", () => {
  it("shows price and state", async () => {
    engine.use(answers("get", "/products", { data: [product, { ...product, id: "prd_2", name: "Old plan", active: false }], next_cursor: null }), groups);
    const { container } = await open("/products");
    const table = await screen.findByRole("region", { name: "Products" });
    expect(within(table).getByRole("link", { name: "Starter Hosting" })).toHaveAttribute("href", "/products/prd_1");
    expect(within(table).getAllByText("₹199.00")).toHaveLength(2);
    expect(within(table).getByText("Disabled")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says what a product is where there is none", async () => {
    engine.use(answers("get", "/products", { data: [], next_cursor: null }), answers("get", "/admin/product-groups", { data: [], next_cursor: null }));
    await open("/products");
    expect(await screen.findByText("Nothing is sold yet")).toBeInTheDocument();
  });
});

describe("one product", () => {
  const one = (sent: { body: unknown; tag: string | null }[] = []) => [
    http.get("*/api/products/:id", () => HttpResponse.json(product, { headers: { ETag: '"v1"' } })),
    http.put("*/api/products/:id", async ({ request }) => {
      sent.push({ body: await request.json(), tag: request.headers.get("If-Match") });
      return HttpResponse.json(product);
    }),
    groups,
  ];

  it("shows its card while it is written, and saves against the version that was read", async () => {
    const sent: { body: unknown; tag: string | null }[] = [];
    engine.use(...one(sent));
    const { container } = await open("/products/prd_1");
    const name = await screen.findByLabelText("Name");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.clear(name);
    await userEvent.type(name, "Starter Plus");
    expect(within(screen.getByRole("complementary")).getByText("Starter Plus")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.tag).toBe('"v1"');
    expect(sent[0]?.body).toMatchObject({ name: "Starter Plus", slug: "starter-hosting" });
  });

  it("keeps a broken price from being sent and marks its cell", async () => {
    const sent: { body: unknown; tag: string | null }[] = [];
    engine.use(...one(sent));
    await open("/products/prd_1?tab=prices");
    const cell = await screen.findByLabelText("Quarterly, INR: Price");
    await userEvent.type(cell, "12.345");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/no amount of this currency/)).toBeInTheDocument();
    expect(sent).toHaveLength(0);
  });

  it("says that another has changed it meanwhile, and saves over it when one says so", async () => {
    const sent: { body: unknown; tag: string | null }[] = [];
    engine.use(
      http.put("*/api/products/:id", () => HttpResponse.json({ type: "about:blank", title: "Precondition failed", status: 412, code: "precondition_failed" }, { status: 412 }), {
        once: true,
      }),
      ...one(sent),
    );
    await open("/products/prd_1");
    await userEvent.type(await screen.findByLabelText("Name"), "!");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Somebody changed this meanwhile")).toBeInTheDocument();
    engine.use(http.get("*/api/products/:id", () => HttpResponse.json({ ...product, name: "Theirs" }, { headers: { ETag: '"v2"' } })));
    await userEvent.click(screen.getByRole("button", { name: "Save mine over theirs" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ tag: '"v2"', body: { name: "Starter Hosting!" } });
  });

  it("announces the list's prices to those who have it, and says what happens", async () => {
    const sent: unknown[] = [];
    engine.use(
      ...one(),
      answers(
        "post",
        "/admin/products/{id}/announced-prices",
        ({ body }) => {
          sent.push(body);
          return { job: "job_9" };
        },
        202,
      ),
    );
    const { container } = await open("/products/prd_1?tab=announce");
    const list = await screen.findByRole("list", { name: /What they will be told/ });
    expect(within(list).getByText("₹1,990.00")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Announce these prices" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("is told now, by mail");
    await userEvent.click(within(dialog).getByRole("button", { name: "Announce" }));
    expect(sent).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText(/From terms that begin on/), "2027-02-01");
    await userEvent.click(within(dialog).getByRole("button", { name: "Announce" }));
    expect(await screen.findByText("The announcement is under way")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Its job" })).toHaveAttribute("href", "/jobs/job_9");
    expect(sent).toEqual([{ effective_on: "2027-02-01" }]);
  });

  it("says at the day when clients would be told too late", async () => {
    engine.use(
      ...one(),
      refuses("post", "/admin/products/{id}/announced-prices", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "effective_on", code: "too_soon", message: "must be 2027-01-22 or later: clients are told 30 days before" }],
      }),
    );
    await open("/products/prd_1?tab=announce");
    await userEvent.click(await screen.findByRole("button", { name: "Announce these prices" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByLabelText(/From terms that begin on/), "2026-12-01");
    await userEvent.click(within(dialog).getByRole("button", { name: "Announce" }));
    expect(await within(dialog).findByText(/2027-01-22 or later/)).toBeInTheDocument();
  });

  it("calls off what has not come yet, told that nobody hears of it", async () => {
    let calledOff = 0;
    engine.use(
      ...one(),
      http.delete("*/api/admin/products/:id/announced-prices", () => {
        calledOff += 1;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await open("/products/prd_1?tab=announce");
    await userEvent.click(await screen.findByRole("button", { name: "Call off" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("write to those who were told");
    await userEvent.click(within(dialog).getByRole("button", { name: "Call off" }));
    await waitFor(() => expect(calledOff).toBe(1));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("has nothing to announce where the list has no price that renews", async () => {
    engine.use(...one());
    engine.use(http.get("*/api/products/:id", () => HttpResponse.json({ ...product, pricing: [] }, { headers: { ETag: '"v1"' } })));
    await open("/products/prd_1?tab=announce");
    expect(await screen.findByText(/nothing to announce/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Announce these prices" })).toBeNull();
  });

  it("asks before it is left unsaved", async () => {
    engine.use(...one(), answers("get", "/products", { data: [], next_cursor: null }));
    await open("/products/prd_1");
    await userEvent.type(await screen.findByLabelText("Name"), "!");
    await userEvent.click(screen.getByRole("link", { name: "Products" }));
    expect(await screen.findByRole("alertdialog", { name: "Leave without saving?" })).toBeInTheDocument();
  });
});
