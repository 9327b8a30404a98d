// Somebody saves a card at the gateway, and pays the next order with it.
import { join } from "../join.mjs";
import { choosePlan, enter } from "../steps.mjs";

export default {
  name: "a card saved, and an order paid with it",
  async run({ engine, page, say, shot }) {
    const who = await join(engine, "farhan.saves");
    say("saves a card");
    await enter(page, engine, who, "/billing/methods");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Stripe" }).check();
    await dialog.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL("**/pay/**", { waitUntil: "commit" });
    await page.getByRole("group", { name: "Stripe sandbox" }).waitFor();
    await shot("save");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/checkout/return**");
    await page.getByText("It is saved.").waitFor();
    await page.getByRole("link", { name: "To your payment methods" }).click();
    await page.getByRole("list", { name: "Saved" }).getByText("Default").waitFor();
    await shot("saved");

    say("pays an order with it");
    await choosePlan(page, engine, "farhan-spices.example");
    await page.getByRole("link", { name: "Check out" }).click();
    await page.waitForURL("**/checkout");
    await page.getByRole("radio", { name: /Visa/ }).waitFor();
    await page.getByRole("checkbox", { name: /I accept/ }).check();
    await page.getByRole("button", { name: "Order and pay" }).click();
    await page.waitForURL("**/checkout/return**");
    await page.getByText("Thank you: the payment has arrived.").waitFor();
  },
};
