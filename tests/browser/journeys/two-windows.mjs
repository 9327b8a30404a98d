// One person, two windows: the cart changes in one, and signing out in one ends the other.
import { join } from "../join.mjs";
import { choosePlan, enter } from "../steps.mjs";

export default {
  name: "two windows of one person",
  async run({ engine, page, say, shot }) {
    const who = await join(engine, "omkar.windows");
    await enter(page, engine, who);
    await choosePlan(page, engine, "omkar-trek.example");
    const other = await page.context().newPage();
    await other.goto(`${engine.url}/checkout`);
    await other.getByText("omkar-trek.example").waitFor();

    say("changes the cart in one");
    await page.bringToFront();
    await page.getByRole("combobox").first().click();
    await page.getByRole("option", { name: "Yearly" }).click();
    await other.getByText("Your cart was changed in another window").waitFor();
    await other.screenshot({ path: shot.path("other") });

    say("signs out in one");
    await page.goto(`${engine.url}/dashboard`);
    await page.getByRole("button", { name: "Account", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/login**");
    await other.waitForURL("**/login**");
    await other.getByText("Your session has ended.").waitFor();
  },
};
