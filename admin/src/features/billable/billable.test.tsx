import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Item = NonNullable<Answer<"/admin/billable-items", "get">["data"]>[number];
type Client = Answer<"/admin/clients/{id}", "get">;

const item: Item = {
  id: "bil_1",
  account_id: "acc_1",
  status: "waiting",
  description: "Two hours of work",
  quantity: "2",
  unit_price: { amount: 150_000, currency: "INR" },
  sac: "",
  invoice_from: null,
  invoice_id: null,
  created_at: "2026-11-02T08:00:00Z",
};
const asha = { id: "acc_1", number: "123456789012", first_name: "Asha", last_name: "Kulkarni", email: "asha@demo.example", currency: "INR" } as Client;
const engine = engineOf(answers("get", "/admin/clients", { data: [asha], next_cursor: null }), answers("get", "/admin/clients/{id}", asha));

describe("billable items", () => {
  it("are added for a client, in the client's currency", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/billable-items", { data: [], next_cursor: null }),
      answers(
        "post",
        "/admin/billable-items",
        ({ body }) => {
          sent.push(body);
          return item;
        },
        201,
      ),
    );
    await open("/billable");
    await userEvent.click((await screen.findAllByRole("button", { name: "Add an item" }))[0] as HTMLElement);
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^What/ }), "Two hours of work");
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Unit price/ }), "1500");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }));
    expect(within(dialog).getByText("Choose a client.")).toBeInTheDocument();
    await userEvent.type(within(dialog).getByRole("combobox", { name: "Client" }), "asha");
    await userEvent.click(await screen.findByRole("option", { name: /Asha Kulkarni/ }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }));
    await expect.poll(() => sent).toEqual([{ account: "acc_1", description: "Two hours of work", quantity: "1", unit_price: { amount: 150_000, currency: "INR" } }]);
  });

  it("become an invoice when staff say so", async () => {
    const sent: unknown[] = [];
    engine.use(
      answers("get", "/admin/billable-items", { data: [item], next_cursor: null }),
      answers(
        "post",
        "/admin/billable-items/invoice",
        ({ body }) => {
          sent.push(body);
          return { invoices: [] };
        },
        201,
      ),
    );
    const { container } = await open("/billable?client=acc_1");
    await screen.findByRole("table");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(await screen.findByRole("button", { name: "Invoice now" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Invoice Asha Kulkarni now?" });
    expect(dialog).toHaveTextContent("1 waiting item becomes an invoice");
    await userEvent.click(within(dialog).getByRole("button", { name: "Invoice now" }));
    await expect.poll(() => sent).toEqual([{ account: "acc_1" }]);
  });
});
