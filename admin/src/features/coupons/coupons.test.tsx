import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { open } from "../../testing/open";

import { couponDraftOf, readCoupon } from "./components/coupon-draft";

type Coupon = Answer<"/admin/coupons/{id}", "get">;

const coupon: Coupon = {
  id: "cpn_1",
  code: "DIWALI",
  percent: "25",
  amount: null,
  cycles: 3,
  renewal_only: false,
  products: [],
  product_cycles: ["annually"],
  client_groups: [],
  new_clients_only: false,
  max_uses: 100,
  per_client: 1,
  valid_from: null,
  valid_to: "2020-01-01",
  uses: 7,
  active: true,
};
const around = [
  answers("get", "/products", { data: [], next_cursor: null }),
  answers("get", "/admin/client-groups", { data: [], next_cursor: null }),
  answers("get", "/admin/plugins", { data: [], unusable: [] }),
];

const engine = setupServer(...around);
beforeAll(() => engine.listen({ onUnhandledRequest: "error" }));
afterEach(() => engine.resetHandlers());
afterAll(() => engine.close());

describe("a coupon as it is written", () => {
  it("comes back as it was read", () => {
    const { uses: _uses, id: _id, ...body } = coupon;
    expect(readCoupon(couponDraftOf(coupon, "INR"))).toEqual({ body, broken: [] });
  });

  it("names what is no value", () => {
    expect(readCoupon({ ...couponDraftOf(coupon, "INR"), percent: "lots", max_uses: "0", periods: "x" }).broken).toEqual(["percent", "cycles", "max_uses"]);
    expect(readCoupon({ ...couponDraftOf(coupon, "INR"), by: "amount", amount: "1.234" }).broken).toEqual(["amount"]);
  });
});

describe("coupons", () => {
  it("are listed with what they take off and whether they still hold", async () => {
    engine.use(answers("get", "/admin/coupons", { data: [coupon], next_cursor: null }));
    const { container } = await open("/coupons");
    const table = await screen.findByRole("table");
    expect(within(table).getByText("25 %")).toBeInTheDocument();
    expect(within(table).getByText("7 of 100")).toBeInTheDocument();
    expect(within(table).getByText("Expired")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say that there are none", async () => {
    engine.use(answers("get", "/admin/coupons", { data: [], next_cursor: null }));
    await open("/coupons");
    expect(await screen.findByText("No coupons")).toBeInTheDocument();
  });

  it("are made beside the list, once", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/coupons", { data: [], next_cursor: null }),
      answers("post", "/admin/coupons", ({ body }) => {
        sent.push(body);
        return coupon;
      }),
    );
    await open("/coupons?coupon=new");
    const dialog = await screen.findByRole("dialog", { name: "New coupon" });
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText("Code"), "HOLI");
    await userEvent.type(within(dialog).getByLabelText("Per cent", { selector: "input:not([type=radio])" }), "10");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Make it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent).toEqual([expect.objectContaining({ code: "HOLI", percent: "10", amount: null, cycles: 1 })]);
  });

  it("put a refusal on its field", async () => {
    engine.use(
      answers("get", "/admin/coupons", { data: [coupon], next_cursor: null }),
      answers("get", "/admin/coupons/{id}", coupon),
      refuses("patch", "/admin/coupons/{id}", { status: 422, code: "validation_failed", errors: [{ field: "code", code: "malformed", message: "must be letters" }] }),
    );
    await open("/coupons?coupon=cpn_1");
    await userEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(await screen.findByLabelText("Code")).toHaveAccessibleDescription(/must be letters/);
  });
});
