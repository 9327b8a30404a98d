// An extension blocks the gateway's script: the payment is made in another way, on the same page.
import { join } from "../join.mjs";
import { checkOut, choosePlan, enter } from "../steps.mjs";

export default {
  name: "the gateway's window is blocked",
  expected: /ERR_FAILED|ERR_BLOCKED|Failed to load resource/,
  async run({ engine, page, say, shot }) {
    const who = await join(engine, "leela.blocked");
    await page.route("**/checkout.js", (route) => route.abort());
    await enter(page, engine, who);
    await choosePlan(page, engine, "leela-clinic.example");
    await page.getByRole("link", { name: "Check out" }).click();
    await checkOut(page);

    say("presses Pay, and is told what blocks it");
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByText("The payment window could not be loaded").waitFor();
    await shot("blocked");

    say("pays by transfer instead");
    const ways = page.getByRole("region", { name: "Other ways to pay" });
    await ways.getByRole("radio", { name: "Bank transfer" }).check();
    await ways.getByRole("button", { name: /^Pay in this way/ }).click();
    await page.getByText("00000012345678901").waitFor();
  },
};
