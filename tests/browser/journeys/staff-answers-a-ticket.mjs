// A client writes; staff find it in the queue, take it, answer it, and the client reads the answer.
import { signIn } from "../client.mjs";
import { join } from "../join.mjs";
import { enterDesk } from "../steps.mjs";

export default {
  name: "staff take a ticket and answer it",
  async run({ engine, page, say, must, shot }) {
    const client = await signIn(engine, await join(engine, "farah.asks"));
    const { id } = await client("POST", "/tickets", { subject: "Which PHP versions are there?", message: "We need **8.3** for the shop." });

    say("finds it in the queue");
    await enterDesk(page, engine);
    await page.getByRole("link", { name: /tickets? waits? for an answer/ }).click();
    await page.getByRole("table").getByRole("link", { name: "Which PHP versions are there?" }).first().click();
    await page.waitForURL(`**/support/${id}`);
    await page.getByText("8.3").first().waitFor();

    say("takes it and answers");
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByText("It is yours.").waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill("8.1 to 8.4, chosen in **cPanel**.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("8.1 to 8.4, chosen in").waitFor();
    await page.locator("main header [data-state-name=answered]").waitFor();
    await shot("answered");

    const read = await client("GET", `/tickets/${id}`);
    must(read.status === "answered", `the ticket is ${read.status}`);
    must(JSON.stringify(read).includes("chosen in"), "the client does not see the answer");
  },
};
