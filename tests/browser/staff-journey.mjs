// An operator's day in the browser: an order is accepted unpaid, its job is looked at, a client is acted for in the portal with
// a banner and the operator's own session stays, a service is compared with its provider, and the clock is moved on.
// node tests/browser/staff-journey.mjs
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { openPage, startBrowser } from "./browser.mjs";
import { prepareClient, signIn, until } from "./client.mjs";
import { people, startEngine } from "./engine.mjs";

const shots = resolve(import.meta.dirname, "../../build/web-shots");
mkdirSync(shots, { recursive: true });
const engine = await startEngine();
const made = await prepareClient(engine);
const browser = await startBrowser();
const { page, complaints } = await openPage(browser, { language: "en", theme: "light", width: 1280 });
page.setDefaultTimeout(90_000);
let step = "start";
const shot = (name, of = page) => of.screenshot({ path: join(shots, `staff.${name}.png`), fullPage: true });
const say = (text) => {
  step = text;
  console.log(`  ${text}`);
};
const must = (isSo, what) => {
  if (!isSo) throw new Error(what);
};
const admin = (path) => page.goto(`${engine.url}/admin${path}`);

try {
  say("signs in");
  await admin("/login");
  await page.locator("input[type=email]").fill(people.owner.email);
  await page.locator("input[type=password]").fill(people.owner.password);
  await page.locator("button[type=submit]").click();
  await page.getByRole("heading", { name: "Today" }).waitFor();

  say("accepts an order that is not paid, from the number on today's page");
  await page.getByRole("link", { name: /orders? waits? to be paid or accepted/ }).click();
  await page
    .getByRole("table")
    .getByRole("link", { name: /Starter Hosting/ })
    .first()
    .click();
  await page.getByText("What will be provisioned").waitFor();
  await shot("1-order");
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  const staff = await signIn(engine, people.owner);
  await until("the accepted order's service", async () => (await staff("GET", "/admin/services")).data.filter((one) => one.status === "active").length >= 2, 60);

  say("looks at the job that made it, and at the call to the provider");
  await admin("/jobs?kind=services.create");
  await page.getByRole("table").getByRole("link", { name: "Create a service" }).first().click();
  await page
    .getByRole("table")
    .getByRole("link", { name: /create/ })
    .first()
    .click();
  await page.getByRole("region", { name: "Request", exact: true }).waitFor();
  await shot("2-call");

  say("acts for a client in the portal");
  await admin(`/clients/${made.account}`);
  await page.getByRole("button", { name: "Act for client" }).click();
  await page.getByRole("textbox", { name: /Reason/ }).fill("To see what the client sees");
  await page.getByRole("button", { name: "Begin" }).click();
  const [portal] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("button", { name: "Open the portal" }).click()]);
  await portal.waitForURL("**/dashboard");
  await portal.getByText(/You act for/).waitFor();
  await portal.getByRole("link", { name: "Invoices" }).first().click();
  await portal.getByText(/You act for/).waitFor();
  await shot("3-acting", portal);
  must(!portal.url().includes("token"), "a token stands in the address");
  await portal.getByRole("button", { name: "End it" }).click();
  await until("the tab to be gone", async () => portal.isClosed() || portal.url().endsWith("/login"));

  say("is still signed in, and finds it in the client's activity");
  await admin(`/clients/${made.account}?tab=activity`);
  await page.getByRole("table").getByText("Account acted for by staff").first().waitFor();
  await shot("4-activity");

  say("compares a service with its provider");
  await admin(`/services/${made.service}?tab=drift`);
  await page.getByText("It is as we believe").waitFor();

  say("moves the clock on");
  await admin("/test-clock");
  await page.getByRole("button", { name: "1 day" }).click();
  await page.getByText("All that fell due is done").waitFor();
  await shot("5-clock");

  const wrong = complaints.filter((text) => !/401|403|404|409|422/.test(text));
  must(wrong.length === 0, `the browser complains: ${wrong.join("; ")}`);
  console.log("staff journey: done");
} catch (error) {
  await shot("failed").catch(() => undefined);
  console.error(`staff journey: failed while it ${step}: ${error.message} at ${page.url()}; ${complaints.join("; ")}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await engine.stop();
}
