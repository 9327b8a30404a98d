import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { open } from "../../testing/open";

import { readTld, tldDraftOf } from "./components/tld-draft";

type Tld = Answer<"/admin/tlds/{id}", "get">;

const inr = (amount: number) => ({ amount, currency: "INR" });
const tld: Tld = {
  id: "tld_1",
  tld: "co.in",
  unicode: "co.in",
  registrar: "godaddy",
  active: true,
  position: 10,
  min_years: 1,
  max_years: 10,
  grace_days: 30,
  redemption_days: 30,
  tax_class: "998319",
  requirements: [],
  highest_cost: { amount: 2000, currency: "USD" },
  prices: [{ years: 1, register: inr(39900), renew: inr(69900), transfer: null }],
  fees: [{ grace_fee: inr(50000), restore_fee: null }],
};
const around = [answers("get", "/products", { data: [], next_cursor: null }), answers("get", "/admin/plugins", { data: [], unusable: [] })];

const engine = setupServer(...around);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("a TLD as it is written", () => {
  it("comes back as it was read", () => {
    const { id: _id, unicode: _unicode, ...body } = tld;
    expect(readTld(tldDraftOf(tld, "INR"))).toEqual({ body, broken: [] });
  });

  it("names a row without any amount", () => {
    const draft = tldDraftOf(tld, "INR");
    draft.prices.push({ currency: "USD", years: "1", register: "", renew: "", transfer: "" });
    expect(readTld(draft).broken).toEqual(["prices[1]"]);
  });
});

describe("the table of TLDs", () => {
  it("shows prices in the shop's currency, and what is not sold", async () => {
    engine.use(answers("get", "/admin/tlds", { data: [tld], next_cursor: null }));
    const { container } = await open("/tlds");
    const table = await screen.findByRole("table");
    expect(within(table).getByRole("link", { name: ".co.in" })).toHaveAttribute("href", "/tlds/tld_1");
    expect(within(table).getByText("₹399.00")).toBeInTheDocument();
    expect(within(table).getByText("not sold")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("is empty before the first", async () => {
    engine.use(answers("get", "/admin/tlds", { data: [], next_cursor: null }));
    await open("/tlds");
    expect(await screen.findByText("No domains are sold")).toBeInTheDocument();
  });
});

describe("one TLD", () => {
  it("sends the changed prices and never its name", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/tlds/{id}", tld),
      answers("patch", "/admin/tlds/{id}", ({ body }) => {
        sent.push(body);
        return tld;
      }),
    );
    const { container } = await open("/tlds/tld_1");
    const price = await screen.findByLabelText("Price 1: Transfer");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(price, "699");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).not.toHaveProperty("tld");
    expect(sent[0]).toMatchObject({ prices: [{ years: 1, register: inr(39900), renew: inr(69900), transfer: inr(69900) }] });
  });

  it("says that it can't go while domains live under it", async () => {
    engine.use(answers("get", "/admin/tlds/{id}", tld), refuses("delete", "/admin/tlds/{id}", { status: 409, code: "tld_in_use", detail: "Domains live under it." }));
    await open("/tlds/tld_1");
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove" }));
    expect(await within(dialog).findByText("Domains live under it.")).toBeInTheDocument();
  });
});
