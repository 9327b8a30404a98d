// The network goes in the moment of ordering; it comes back, and one order is placed.
import { signIn } from "../client.mjs";
import { join } from "../join.mjs";
import { choosePlan, enter } from "../steps.mjs";

export default {
  name: "the network goes at the checkout",
  expected: /ERR_INTERNET_DISCONNECTED|Failed to load resource/,
  async run({ engine, page, say, must, shot }) {
    const who = await join(engine, "tara.offline");
    await enter(page, engine, who);
    await choosePlan(page, engine, "tara-yoga.example");
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByRole("radio", { name: "Razorpay" }).check();
    await page.getByRole("checkbox", { name: /I accept/ }).check();

    say("orders without a network");
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await page.getByRole("button", { name: "Order and pay" }).click();
    await page.getByText("The connection is lost").waitFor();
    await shot("offline");

    say("presses again once it is back");
    await page.context().setOffline(false);
    await page.getByText("You are offline").waitFor({ state: "detached" });
    must(await page.getByRole("checkbox", { name: /I accept/ }).isChecked(), "what was entered is gone");
    await page.getByRole("button", { name: "Order and pay" }).click();
    await page.waitForURL("**/pay/**", { waitUntil: "commit" });
    const orders = (await (await signIn(engine, who))("GET", "/orders")).data;
    must(orders.length === 1, `${orders.length} orders were placed`);

    say("comes back by Back, and is not asked to order again");
    await page.getByRole("button", { name: /^Pay/ }).waitFor();
    await page.goBack();
    await page.getByText("You have ordered already").waitFor();
    await shot("back");
  },
};
