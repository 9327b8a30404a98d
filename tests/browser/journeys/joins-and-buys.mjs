// A stranger chooses a plan, registers, sets up an authenticator, pays at the second try, and has a service and a PDF.
import { readFileSync } from "node:fs";

import { codeFor } from "../join.mjs";
import { choosePlan, checkOut, openWidget, payInvoice, payThere } from "../steps.mjs";
import { totp } from "../totp.mjs";

const who = { email: "meera@journey.example", password: "Monsoon-lantern-42-quartz" };

export default {
  name: "sign-up, authenticator, order, payment, active service, PDF",
  async run({ engine, page, staff, say, must, shot }) {
    say("chooses a plan as a stranger");
    await choosePlan(page, engine, "meera-books.example");
    await shot("cart");

    say("registers");
    await page.goto(`${engine.url}/register?to=%2Fcheckout`);
    await page.getByLabel("User name").fill("meera.books");
    await page.getByLabel("E-mail address").fill(who.email);
    await page.getByLabel("Phone").fill("+919820012345");
    await page.getByLabel("Password", { exact: true }).fill(who.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("We have sent a code").waitFor();
    const code = await codeFor(engine, who.email);

    say("shows the code, first a wrong one");
    const field = page.locator("input[autocomplete=one-time-code]");
    await field.fill(code === "000000" ? "111111" : "000000");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("alert").first().waitFor();
    await field.fill(code);
    await page.getByRole("button", { name: "Confirm" }).click();

    say("says who is invoiced");
    await page.getByLabel("First name").fill("Meera");
    await page.getByLabel("Last name").fill("Joshi");
    await page.getByLabel("Address", { exact: true }).fill("7 Prabhat Road");
    await page.getByLabel("Postal code").fill("411004");
    await page.getByLabel("City").fill("Pune");
    await page.getByLabel("State").click();
    await page.getByRole("option", { name: "Maharashtra" }).click();
    await page.getByLabel("PAN", { exact: true }).fill("ABCPJ9876K");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Create account" }).waitFor();
    await shot("review");
    await page.getByRole("button", { name: "Create account" }).click();

    say("sets up an authenticator and keeps the recovery codes");
    await page.getByRole("button", { name: "Set it up now" }).click();
    const secret = await page.locator("form code").first().innerText();
    const { now } = await (await staff())("GET", "/admin/test-clock");
    await field.fill(totp(secret, new Date(now).getTime()));
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByRole("list", { name: "Recovery codes" }).waitFor();
    await shot("recovery-codes");
    await page.getByRole("checkbox", { name: /I have kept them/ }).check();
    await page.getByRole("button", { name: "Done" }).click();

    say("checks out with the cart that a stranger filled");
    await page.waitForURL("**/checkout");
    await page.getByText("meera-books.example").waitFor();
    await page.getByText("CGST 9 %").waitFor();
    await checkOut(page);

    say("lets a payment fail, then pays");
    await (await openWidget(page)).getByRole("button", { name: "Let the payment fail" }).click();
    await page.waitForURL("**/checkout/return**");
    await page.locator("main [data-state-name=failed]").waitFor();
    await shot("declined");
    await page.getByRole("link", { name: "Try again" }).click();
    await page.waitForURL("**/invoices/**");
    await payInvoice(page);
    await payThere(page);
    await shot("paid");

    say("watches the service become active");
    await page.getByRole("link", { name: "To your services" }).click();
    await page.getByRole("link", { name: "meera-books.example" }).first().click();
    await page.locator("main header [data-state-name=active]").waitFor();

    say("looks at the credentials");
    await page.getByRole("button", { name: "Show: Password" }).click();
    await page.getByRole("button", { name: "Hide: Password" }).waitFor();
    const shown = await page.locator("[data-slot=secret] code").innerText();
    must(!shown.includes("•") && shown.length >= 8, `the password shows as ${shown}`);
    await page.getByRole("button", { name: "Hide: Password" }).click();
    await shot("service");

    say("saves the invoice as a PDF");
    await page.goto(`${engine.url}/invoices?status=paid`);
    await page.locator("main table a[data-row-link]").first().click();
    await page.waitForURL("**/invoices/**");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "PDF" }).click()]);
    must(download.suggestedFilename().endsWith(".pdf"), `the file is called ${download.suggestedFilename()}`);
    must(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString() === "%PDF-",
      "the file is no PDF",
    );

    say("signs in again with the authenticator");
    await (
      await staff()
    )("POST", "/admin/test-clock", { advance: "PT31S" });
    const later = await (await staff())("GET", "/admin/test-clock");
    await page.goto(`${engine.url}/dashboard`);
    await page.getByRole("button", { name: "Account", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/login**");
    await page.locator("input[type=email]").fill(who.email);
    await page.locator("input[type=password]").fill(who.password);
    await page.locator("button[type=submit]").click();
    await page.locator("input[autocomplete=one-time-code]").fill(totp(secret, new Date(later.now).getTime()));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/dashboard");
  },
};
