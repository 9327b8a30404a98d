// What people do again and again, at the page.
import { people } from "./engine.mjs";

/** Signs in, leaves the second factor for later where it is offered, and is where one wanted to go. */
export async function enter(page, engine, who, to = "/dashboard") {
  await page.goto(`${engine.url}/login?to=${encodeURIComponent(to)}`);
  await page.locator("input[type=email]").fill(who.email);
  await page.locator("input[type=password]").fill(who.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname === "/protect" || url.pathname === to.split("?")[0]);
  if (new URL(page.url()).pathname === "/protect") await page.getByRole("button", { name: "Skip for now" }).click();
  await page.waitForURL((url) => url.pathname === to.split("?")[0]);
}

/** Puts a plan with a name into the cart, as who is on the shop's pages. */
export async function choosePlan(page, engine, domain, plan = "Starter Hosting") {
  await page.goto(`${engine.url}/hosting`);
  await page.getByRole("radio", { name: "Monthly" }).check({ force: true });
  await page.getByRole("link", { name: `Order: ${plan}` }).click();
  await page.getByLabel("Domain name").fill(domain);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL("**/cart");
  await page.getByText(domain).first().waitFor();
}

/** From the checkout to the payment's own page. */
export async function checkOut(page, method = "Razorpay") {
  await page.getByRole("radio", { name: method }).check();
  await page.getByRole("checkbox", { name: /I accept/ }).check();
  await page.getByRole("button", { name: "Order and pay" }).click();
  await page.waitForURL("**/pay/**", { waitUntil: "commit" });
}

/** Razorpay's stand-in, opened from the payment's page. */
export async function openWidget(page) {
  await page.getByRole("button", { name: /^Pay/ }).click();
  const widget = page.getByRole("dialog", { name: "Razorpay sandbox" });
  await widget.waitFor();
  return widget;
}

/** Pays on the payment's page, and sees the receipt. */
export async function payThere(page) {
  const widget = await openWidget(page);
  await widget.getByRole("button", { name: "Pay", exact: true }).click();
  await page.waitForURL("**/checkout/return**");
  await page.getByText("Thank you: the payment has arrived.").waitFor();
}

/** From an invoice to its payment's page. */
export async function payInvoice(page, method = "Razorpay") {
  await page.getByRole("button", { name: /^Pay/ }).click();
  const choice = page.getByRole("dialog");
  await choice.getByRole("radio", { name: method }).check();
  await choice.getByRole("button", { name: /^Pay/ }).click();
  await page.waitForURL("**/pay/**", { waitUntil: "commit" });
}

/** Signs the owner in at the desk, and is where one wanted to go. */
export async function enterDesk(page, engine, to = "/") {
  await page.goto(`${engine.url}/admin/login`);
  await page.locator("input[type=email]").fill(people.owner.email);
  await page.locator("input[type=password]").fill(people.owner.password);
  await page.locator("button[type=submit]").click();
  await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
  if (to !== "/") await page.goto(`${engine.url}/admin${to}`);
}
