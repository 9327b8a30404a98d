// A gateway's key is wrong: the test says so; mended, it works; then it is switched off with its consequence in sight, and on again.
import { enterDesk } from "../steps.mjs";

export default {
  name: "staff configure a plugin, test it, switch it off and on",
  // The test of a wrong key is refused by the provider.
  expected: /422|502/,
  async run({ engine, page, staff, say, must, shot }) {
    await enterDesk(page, engine, "/plugins");
    say("opens it from the list");
    await page.getByRole("table").getByRole("link", { name: "Razorpay" }).click();
    const key = page.getByLabel("Key id");
    await key.waitFor();
    const right = await key.inputValue();

    say("tests a key that is wrong");
    await key.fill("rzp_test_NobodysKey");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved").first().waitFor();
    await page.getByRole("button", { name: "Test connection" }).click();
    await page.getByText("The connection does not work").waitFor();
    await shot("wrong");

    say("mends it, and it works");
    await key.fill(right);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Test connection" }).click();
    await page.getByText("The connection works").waitFor();
    await shot("works");

    say("switches it off, told what that means");
    await page.getByRole("button", { name: "Disable" }).click();
    const ask = page.getByRole("alertdialog");
    await ask.getByText("Nobody can pay through it any more").waitFor();
    await ask.getByRole("button", { name: "Disable" }).click();
    await ask.waitFor({ state: "detached" });
    await page.locator("main header [data-state-name=disabled]").waitFor();
    const desk = await staff();
    must(!(await desk("GET", "/admin/plugins/razorpay")).enabled, "it is still enabled");

    say("switches it on again");
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByRole("button", { name: "Disable" }).waitFor();
    must((await desk("GET", "/admin/plugins/razorpay")).enabled, "it is not enabled again");
  },
};
