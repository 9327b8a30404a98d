// A day is looked at before it runs: what the preview foretold is what the run has done.
import { order, play, signIn, until } from "../client.mjs";
import { join } from "../join.mjs";
import { enterDesk } from "../steps.mjs";

export default {
  name: "staff preview a billing run and run it",
  async run({ engine, page, staff, say, must, shot }) {
    const who = await join(engine, "hema.renews");
    const client = await signIn(engine, who);
    const bought = await order(engine, client, { slug: "pro-hosting", domain: "hema-renews.example" });
    const payment = await until("the way to pay", async () => {
      const now = await client("GET", `/payments/${bought.payment.id}`);
      return now.next_action ? now : null;
    });
    await play(engine, payment);
    const service = await until("an active service", async () => (await client("GET", "/services")).data.find((one) => one.status === "active"));

    say("looks at a day on which it is to be renewed");
    await enterDesk(page, engine, "/billing/run");
    await page.getByLabel("For the day").fill(service.next_due_date);
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await page.getByText(/^Preview of/).waitFor();
    await page.getByText("hema-renews.example", { exact: false }).first().waitFor();
    await shot("preview");
    const desk = await staff();
    const before = (await desk("GET", "/admin/invoices?limit=200")).data.length;

    say("runs it, told what will happen");
    await page.getByRole("button", { name: "Run now" }).click();
    const ask = page.getByRole("alertdialog").or(page.getByRole("dialog"));
    await ask.getByText(/Issues \d+ invoices?/).waitFor();
    await shot("asked");
    // Where the day also ends somebody's service for good, it is typed.
    const typed = ask.getByRole("textbox");
    if ((await typed.count()) > 0) await typed.fill(service.next_due_date);
    await ask.getByRole("button", { name: "Run now" }).click();
    await page.getByText(/^The run for .* is done/).waitFor();
    await shot("done");
    const after = (await desk("GET", "/admin/invoices?limit=200")).data.length;
    must(after > before, "no invoice was issued");

    say("finds the report again");
    await page.getByRole("link", { name: "Issue renewal invoices" }).last().click();
    await page.waitForURL("**/billing/runs/run_**");
    await page.getByRole("table").getByRole("link", { name: service.id }).waitFor();
    await page
      .getByRole("table")
      .getByRole("link", { name: /^SHY\// })
      .first()
      .click();
    await page.waitForURL("**/invoices/inv_**");
  },
};
