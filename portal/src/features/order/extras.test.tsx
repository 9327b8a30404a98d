import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { showPage } from "@hostler/web-kit/testing/page";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { session } from "../../api/session";
import { features } from "../../app/features";

import { costOf } from "./components/extras";

type Product = NonNullable<Answer<"/products", "get">["data"]>[number];

const inr = (amount: number) => ({ amount, currency: "INR" });
const price = (amount: number, from = 1) => ({ currency: "INR", cycle: "monthly" as const, price: inr(amount), setup_fee: inr(0), from });
const machine: Product = {
  id: "prd_1",
  name: "Cloud Server",
  slug: "cloud-server",
  type: "vps",
  description: "",
  features: [],
  active: true,
  visible: true,
  max_quantity: 1,
  tax_class: "998315",
  stock: null,
  pricing: [{ currency: "INR", cycle: "monthly", price: inr(79900), setup_fee: inr(0) }],
  configurable_options: [
    {
      id: "opt_1",
      name: "region",
      title: "Region",
      kind: "choice",
      required: true,
      choices: [
        { name: "blr1", title: "Bengaluru" },
        { name: "fra1", title: "Frankfurt", pricing: [price(10000)] },
      ],
      least: 0,
      most: 1,
      step: 1,
      tiers: "volume",
    },
    { id: "opt_2", name: "disk", title: "Extra disk", kind: "quantity", required: false, least: 0, most: 100, step: 10, unit: "GB", tiers: "volume", pricing: [price(500)] },
    { id: "opt_3", name: "backups", title: "Weekly backups", kind: "flag", required: false, least: 0, most: 1, step: 1, tiers: "volume", pricing: [price(15000)] },
  ],
  addons: [{ id: "add_1", name: "Monitoring", max_quantity: 1, pricing: [price(2500)] }],
};
const files = Object.fromEntries(Object.entries(import.meta.glob("../../locales/*/*.json")).map(([path, load]) => [path.replace("../../locales", "../locales"), load]));

const engine = setupServer(answers("get", "/products", { data: [machine], next_cursor: null }));
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("what tiers cost", () => {
  const tiers = [price(100), price(80, 10), price(50, 20)];
  it("is the tier's price for all of it by volume, and each tier's for its part when graduated", () => {
    expect(costOf(tiers, "volume", 20, "INR", "monthly")).toEqual({ price: 1000, setup: 0 });
    expect(costOf(tiers, "graduated", 20, "INR", "monthly")).toEqual({ price: 9 * 100 + 10 * 80 + 50, setup: 0 });
    expect(costOf(tiers, "graduated", 5, "INR", "monthly")).toEqual({ price: 500, setup: 0 });
  });
  it("is nothing without prices, and not to be had in another currency", () => {
    expect(costOf([], "volume", 3, "INR", "monthly")).toEqual({ price: 0, setup: 0 });
    expect(costOf(tiers, "volume", 3, "USD", "monthly")).toBeNull();
    expect(costOf([price(80, 10)], "volume", 3, "INR", "monthly")).toBeNull();
  });
});

describe("ordering a machine", () => {
  const open = () => showPage({ session, features, localeFiles: files, at: "/order?product=prd_1" });

  it("lets region, disk, backups, add-ons and host name be chosen, and sums them up", async () => {
    let sent: unknown;
    engine.use(
      answers(
        "post",
        "/cart/add",
        ({ body }) => {
          sent = body;
          return { items: [], currency: "INR", subtotal: inr(0), discount: inr(0), tax: [], rounding: inr(0), total: inr(0) };
        },
        201,
      ),
      answers("get", "/cart", { items: [], currency: "INR", subtotal: inr(0), discount: inr(0), tax: [], rounding: inr(0), total: inr(0) }),
    );
    const { container, router } = await open();
    await userEvent.type(await screen.findByLabelText("Host name"), "web1.example.in");
    expect(screen.getByRole("combobox", { name: "Region" })).toHaveTextContent("Bengaluru");
    await userEvent.click(screen.getByRole("combobox", { name: "Region" }));
    await userEvent.click(await screen.findByRole("option", { name: /Frankfurt/ }));
    await userEvent.type(screen.getByLabelText(/Extra disk \(GB\)/), "20");
    await userEvent.click(screen.getByRole("checkbox", { name: "Weekly backups" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Monitoring" }));
    // 799 + 100 + 20 × 5 + 150 + 25
    expect(screen.getByText("₹1,174.00")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Add to cart" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/cart"));
    expect(sent).toEqual({
      type: "product",
      product_id: "prd_1",
      cycle: "monthly",
      hostname: "web1.example.in",
      options: { region: "fra1", disk: 20, backups: true },
      addons: [{ id: "add_1", quantity: 1 }],
    });
  });

  it("says at the option what the cart refuses", async () => {
    engine.use(
      refuses("post", "/cart/add", {
        status: 422,
        code: "validation_failed",
        errors: [{ field: "options.region", code: "not_an_option", message: "must be one of the option's choices" }],
      }),
    );
    await open();
    await userEvent.type(await screen.findByLabelText("Host name"), "web1.example.in");
    await userEvent.click(screen.getByRole("button", { name: "Add to cart" }));
    expect(await screen.findByText("must be one of the option's choices")).toBeInTheDocument();
  });
});
