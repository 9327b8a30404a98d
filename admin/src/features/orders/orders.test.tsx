import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, refuses, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";
import { client, inr, product } from "../../testing/records";

type Order = Answer<"/admin/orders/{id}", "get">;

const order: Order = {
  id: "ord_1",
  account_id: "acc_1",
  client: { id: "acc_1", name: "Asha Kulkarni", company: "Asha Studio" },
  invoice_id: "inv_1",
  invoice_number: "SHY/2627/0000009",
  status: "pending",
  notes: "Please before Monday",
  coupon: null,
  total: inr(142782),
  created_at: "2026-11-01T08:00:00Z",
  items: [
    {
      id: "oit_1",
      type: "product",
      product_id: "prd_1",
      domain: "asha-studio.example",
      cycle: "monthly",
      quantity: 1,
      status: "pending",
      unit_price: inr(19900),
      total: inr(23482),
      service_id: "svc_1",
    },
    {
      id: "oit_2",
      type: "domain",
      domain: "asha-studio.example",
      action: "register",
      years: 2,
      cycle: "one_time",
      quantity: 1,
      status: "pending",
      unit_price: inr(101102),
      total: inr(119300),
      domain_id: "dom_1",
    },
  ],
};
const engine = engineOf(answers("get", "/admin/clients/{id}", client), answers("get", "/products", { data: [product], next_cursor: null }));

describe("the list of orders", () => {
  it("names what was bought and by whom", async () => {
    engine.use(answers("get", "/admin/orders", { data: [order], next_cursor: null }));
    const { container } = await open("/orders");
    const table = await screen.findByRole("table");
    expect(await within(table).findByRole("link", { name: /Starter Hosting · asha-studio.example and 1 more/ })).toHaveAttribute("href", "/orders/ord_1");
    expect(await within(table).findByRole("link", { name: "Asha Studio" })).toHaveAttribute("href", "/clients/acc_1");
    expect(await axeFindings(container)).toEqual([]);
  });

  it("says that there are none, another thing when a filter finds none, and what failed", async () => {
    engine.use(answers("get", "/admin/orders", { data: [], next_cursor: null }));
    const first = await open("/orders");
    expect(await screen.findByText("No orders yet")).toBeInTheDocument();
    first.unmount();
    const second = await open("/orders?status=fraud");
    expect(await screen.findByText("Nothing fits these filters")).toBeInTheDocument();
    second.unmount();
    engine.use(refuses("get", "/admin/orders", { status: 500, code: "internal" }));
    await open("/orders");
    expect(await screen.findByRole("alert")).toHaveTextContent("req_test");
  });
});

describe("one order", () => {
  it("says what will be provisioned and by what, and is accepted with the consequence in sight", async () => {
    let accepted = 0;
    engine.use(
      answers("get", "/admin/orders/{id}", order),
      answers("post", "/admin/orders/{id}/accept", () => {
        accepted += 1;
        return { ...order, status: "active" as const };
      }),
    );
    const { container } = await open("/orders/ord_1");
    expect(await screen.findByText("Made by cpanel on the servers of shared")).toBeInTheDocument();
    expect(screen.getByText("Registered for 2 years at the registrar")).toBeInTheDocument();
    expect(await screen.findByText("Nothing stands out.")).toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Accept" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog).toHaveTextContent("Services: 1, domains: 1. They are provisioned at once although ₹1,427.82 is not paid.");
    await userEvent.dblClick(within(dialog).getByRole("button", { name: "Accept" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(accepted).toBe(1);
  });

  it("asks for a reason before it is cancelled, and says where it went too far meanwhile", async () => {
    engine.use(
      answers("get", "/admin/orders/{id}", order),
      refuses("post", "/admin/orders/{id}/cancel", { status: 409, code: "order_not_cancellable", detail: "Only an order that is not paid yet can be cancelled." }),
    );
    await open("/orders/ord_1");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel order" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel order" }));
    expect(within(dialog).getByRole("textbox", { name: /Reason/ })).toBeInvalid();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /Reason/ }), "Ordered twice");
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel order" }));
    expect(await within(dialog).findByText(/not paid yet can be cancelled/)).toBeInTheDocument();
  });

  it("names the invoice by the number that people know, without asking for it", async () => {
    const asked: string[] = [];
    engine.use(answers("get", "/admin/orders/{id}", order));
    engine.events.on("request:start", ({ request }) => asked.push(new URL(request.url).pathname.replace("/api", "")));
    await open("/orders/ord_1");
    expect(await screen.findByRole("link", { name: "SHY/2627/0000009" })).toHaveAttribute("href", "/invoices/inv_1");
    expect(await screen.findByText("asha@demo.example")).toBeInTheDocument();
    engine.events.removeAllListeners();
    expect(asked.sort()).toEqual(["/admin/clients/acc_1", "/admin/orders/ord_1", "/admin/plugins", "/products"]);
  });

  it("shows what about the buyer asks for a second look, and offers no acceptance of what has ended", async () => {
    engine.use(
      answers("get", "/admin/orders/{id}", { ...order, status: "fraud", cancel_reason: "Card of another" }),
      answers("get", "/admin/clients/{id}", { ...client, verified: false, possible_duplicates: ["acc_7"], created_at: order.created_at }),
    );
    await open("/orders/ord_1");
    expect(await screen.findByText("E-mail not proved")).toBeInTheDocument();
    expect(screen.getByText("PAN of another account")).toBeInTheDocument();
    expect(screen.getByText("New account")).toBeInTheDocument();
    expect(screen.getByText("Card of another")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Accept" })).toBeNull();
  });
});
