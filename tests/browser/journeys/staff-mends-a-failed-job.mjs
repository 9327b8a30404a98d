// A server's token was changed by somebody: a paid order stays undone. Staff find the job, read why, mend the server, retry.
import { order, play, signIn, until } from "../client.mjs";
import { join } from "../join.mjs";
import { enterDesk } from "../steps.mjs";

export default {
  name: "staff find a failed job, mend its cause and retry it",
  async run({ engine, page, staff, say, must, shot }) {
    const desk = await staff();
    const server = (await desk("GET", "/admin/servers?limit=50")).data.find((one) => one.plugin === "cpanel");
    const { data: accounts } = await (await fetch(`${engine.sandbox}/_accounts`)).json();
    const { token } = accounts.find(({ provider }) => provider === "whm");
    const withToken = (token) => desk("PATCH", `/admin/servers/${server.id}`, { settings: { ...server.settings, token } });
    await withToken("NOT-THE-TOKEN");

    say("has a paid order that is not made");
    const client = await signIn(engine, await join(engine, "gita.waits"));
    const bought = await order(engine, client, { slug: "starter-hosting", domain: "gita-waits.example" });
    const payment = await until("the way to pay", async () => {
      const now = await client("GET", `/payments/${bought.payment.id}`);
      return now.next_action ? now : null;
    });
    await play(engine, payment);
    await until("a parked job", async () => (await desk("GET", "/admin/jobs?state=parked&kind=services.create")).data.length > 0, 90);

    say("finds it from today's page");
    await enterDesk(page, engine);
    await page
      .getByRole("link", { name: /parked jobs?/i })
      .first()
      .click();
    await page.getByRole("table").getByRole("link", { name: "Create a service" }).first().click();
    await page.getByText("It waits for you").waitFor();
    await shot("why");

    say("mends the server and tests it");
    await page.goto(`${engine.url}/admin/servers/${server.id}`);
    await page.getByRole("button", { name: "Edit server" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Replace" }).first().click();
    await sheet.getByLabel(/token/i).first().fill(token);
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Test connection" }).click();
    await page.locator("main [data-state-name=healthy]").first().waitFor();

    say("retries the job, and the service runs");
    await page.goto(`${engine.url}/admin/jobs?state=parked`);
    await page.getByRole("table").getByRole("link", { name: "Create a service" }).first().click();
    await page.getByRole("button", { name: "Retry now" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Retry now" }).click();
    await page.locator("main header [data-state-name=succeeded]").waitFor();
    await shot("done");
    const [service] = (await client("GET", "/services")).data;
    must(service.status === "active", `the service is ${service.status}`);
  },
};
