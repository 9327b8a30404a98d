// A client asks for help with a file; staff answer, and the answer appears by itself; the client thanks, closes and rates.
import { until } from "../client.mjs";
import { join } from "../join.mjs";
import { enter } from "../steps.mjs";

const subject = "The contact form sends nothing";

export default {
  name: "ticket, answer, rating",
  async run({ engine, page, staff, say, must, shot }) {
    const who = await join(engine, "ravi.asks");
    await enter(page, engine, who, "/support/new");

    say("writes, leaves the page, and finds it again");
    await page.getByLabel("Subject").fill(subject);
    await page.getByLabel("Message").fill("Since yesterday **no mail** arrives.");
    await page.goto(`${engine.url}/support/new`);
    must((await page.getByLabel("Subject").inputValue()) === subject, "the draft is lost");

    say("sends it with a file");
    await page.locator("input[type=file]").setInputFiles({ name: "form.log", mimeType: "text/plain", buffer: Buffer.from("550 5.7.26 unauthenticated\n") });
    await page.getByText("form.log").waitFor();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.waitForURL("**/support/tkt_**");
    await page.locator("main strong", { hasText: "no mail" }).waitFor();
    await page.getByText("form.log").waitFor();
    await shot("asked");

    say("reads the answer as soon as it is written");
    const desk = await staff();
    const ticket = await until("the ticket", async () => (await desk("GET", "/admin/tickets?limit=50")).data.find((one) => one.subject === subject));
    await desk("POST", `/admin/tickets/${ticket.id}/replies`, { message: "Please switch on DKIM; then it arrives." });
    await page.getByText("Please switch on DKIM; then it arrives.").waitFor();

    say("answers, closes it, and says how it was");
    await page.getByLabel("Message", { exact: true }).fill("It works. Thank you!");
    await page.getByRole("button", { name: "Send answer" }).click();
    await page.getByText("It works. Thank you!").first().waitFor();
    await page.getByRole("button", { name: "Close ticket" }).click();
    await page.locator("[role=dialog], [role=alertdialog]").getByRole("button", { name: "Close ticket" }).click();
    await page.locator("main header [data-state-name=closed]").waitFor();
    await page.getByRole("radio").last().check({ force: true });
    await page.getByRole("button", { name: "Send rating" }).click();
    await until("the rating", async () => (await desk("GET", `/admin/tickets/${ticket.id}`)).rating);
    await shot("rated");
  },
};
