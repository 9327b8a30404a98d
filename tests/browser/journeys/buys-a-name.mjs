// A name is looked for, bought together with what its registry wants agreed to, served here, and one record is published.
import { join } from "../join.mjs";
import { signIn, until } from "../client.mjs";
import { checkOut, enter, payThere } from "../steps.mjs";

const name = "kavya-prints.com";

export default {
  name: "domain search, purchase, DNS change",
  async run({ engine, page, say, must, shot }) {
    const who = await join(engine, "kavya.prints");
    await enter(page, engine, who);

    say("looks for a name from the first page");
    await page.goto(`${engine.url}/`);
    await page.getByRole("searchbox", { name: /domain/i }).fill(name);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=**");
    await page.getByRole("button", { name: `Add to cart: ${name}` }).click();
    await page.getByRole("link", { name: `In the cart: ${name}` }).waitFor();
    await shot("found");

    say("is not charged before the registry's terms are accepted");
    await page.getByRole("link", { name: "To the cart" }).click();
    await page.waitForURL("**/cart");
    await page.getByRole("link", { name: "Check out" }).click();
    await page.waitForURL("**/checkout");
    await page.getByRole("checkbox", { name: "I accept the terms of service and the privacy notice." }).check();
    must(await page.getByRole("button", { name: "Order and pay" }).isDisabled(), "it can be ordered without the agreements");
    await page.getByRole("checkbox", { name: "I have read and accept these agreements." }).check();
    await shot("checkout");

    say("pays, and the registrar registers it");
    await checkOut(page);
    await payThere(page);
    const client = await signIn(engine, who);
    const domain = await until("the domain", async () => (await client("GET", "/domains")).data.find((one) => one.name === name && one.status === "active"), 120);
    await page.goto(`${engine.url}/domains/${domain.id}`);
    await page.locator("main header [data-state-name=active]").waitFor();

    say("has its records served here");
    await page.goto(`${engine.url}/domains/${domain.id}/dns`);
    await page.getByRole("button", { name: "Serve it here" }).click();
    await page.locator("main header [data-state-name=active]").waitFor();

    say("adds a record, sees what changes, and publishes it");
    await page.getByRole("button", { name: "Add record" }).click();
    const record = page.getByRole("form", { name: "New record" });
    await record.getByLabel("Name", { exact: true }).fill("shop");
    await record.getByLabel("Value").fill("192.0.2.999");
    await record.getByRole("button", { name: "Done" }).click();
    await record.getByRole("alert").first().waitFor();
    await record.getByLabel("Value").fill("192.0.2.33");
    await record.getByRole("button", { name: "Done" }).click();
    await page.getByText("1 change is not published").waitFor();
    await page.getByRole("button", { name: "Review and publish" }).click();
    const plan = page.getByRole("dialog");
    await plan.getByText("192.0.2.33").waitFor();
    await shot("plan");
    await plan.getByRole("button", { name: "Publish" }).click();
    await page.getByText(/Version \d+ is published/).waitFor();
    const zone = await client("GET", `/dns/zones/${name}`);
    must(
      zone.records.some((one) => one.name === "shop" && one.values.includes("192.0.2.33")),
      "the zone has no such record",
    );
    await shot("published");
  },
};
