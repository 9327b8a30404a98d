import { axeFindings } from "@hostler/web-kit/testing/axe";
import { answers, type Answer } from "@hostler/web-kit/testing/engine";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { engineOf, open } from "../../testing/open";

type Tds = NonNullable<Answer<"/admin/tds-deductions", "get">["data"]>[number];

const tds: Tds = {
  id: "tds_1",
  account_id: "acc_1",
  invoice_id: "inv_1",
  section: "194J",
  rate: "10",
  amount: { amount: 100_000, currency: "INR" },
  certificate: null,
  deducted_on: "2026-11-02",
  matched_on: null,
};
const engine = engineOf(answers("get", "/admin/clients", { data: [], next_cursor: null }));

it("shows what is still missing of a deduction, and takes it", async () => {
  const sent: unknown[] = [];
  engine.use(
    answers("get", "/admin/tds-deductions", { data: [tds], next_cursor: null }),
    answers("patch", "/admin/tds-deductions/{id}", ({ body }) => {
      sent.push(body);
      return { ...tds, certificate: "16A-1" };
    }),
  );
  const { container } = await open("/tds");
  const table = await screen.findByRole("table");
  expect(within(table).getByText("missing")).toBeInTheDocument();
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(within(table).getByRole("button", { name: "Complete" }));
  const dialog = await screen.findByRole("alertdialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(within(dialog).getByText("Enter the certificate or the day.")).toBeInTheDocument();
  await userEvent.type(within(dialog).getByRole("textbox", { name: /^Certificate/ }), "16A-1");
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ certificate: "16A-1" }]);
});

it("says that nothing was deducted", async () => {
  engine.use(answers("get", "/admin/tds-deductions", { data: [], next_cursor: null }));
  await open("/tds");
  expect(await screen.findByText("No tax was deducted")).toBeInTheDocument();
});
