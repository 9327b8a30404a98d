// A renewal goes unpaid: the service is suspended, its owner pays, and it is back.
import { join } from "../join.mjs";
import { order, play, signIn, until } from "../client.mjs";
import { enter, payInvoice, payThere } from "../steps.mjs";

export default {
  name: "overdue, suspended, paid, back",
  async run({ engine, page, staff, say, must, shot }) {
    const who = await join(engine, "dev.behind");
    say("has a service that runs");
    const client = await signIn(engine, who);
    const bought = await order(engine, client, { slug: "starter-hosting", domain: "dev-studio.example" });
    const payment = await until("the way to pay", async () => {
      const now = await client("GET", `/payments/${bought.payment.id}`);
      return now.next_action ? now : null;
    });
    await play(engine, payment);
    const service = await until("an active service", async () => (await client("GET", "/services")).data.find((one) => one.status === "active"));

    say("does not pay the renewal");
    await (
      await staff()
    )("POST", "/admin/test-clock", { advance: "P40D" });
    await enter(page, engine, who);
    await page.getByText("1 open invoice").waitFor();
    await page.goto(`${engine.url}/services/${service.id}`);
    await page.getByText("Suspended, since an invoice is overdue").waitFor();
    await shot("suspended");

    say("pays what is overdue");
    await page.getByRole("link", { name: "Pay", exact: true }).click();
    await page.waitForURL("**/invoices?status=overdue");
    await page.locator("main table [data-state-name=overdue]").waitFor();
    await page.locator("main table a[data-row-link]").first().click();
    await page.waitForURL("**/invoices/inv_**");
    await payInvoice(page);
    await payThere(page);

    say("has the service back");
    await page.goto(`${engine.url}/services/${service.id}`);
    await page.locator("main header [data-state-name=active]").waitFor();
    must((await page.getByText("Suspended, since an invoice is overdue").count()) === 0, "the notice is still there");
    await shot("back");
  },
};
