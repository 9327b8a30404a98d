// A name of 300 letters, with and without a place to break: no page grows wider than its window.
import { join } from "../join.mjs";
import { enter } from "../steps.mjs";

const unbroken = "Venkatanarasimharajuvaripeta".repeat(11).slice(0, 300);
const pages = [
  "/dashboard",
  "/services",
  "/invoices",
  "/transactions",
  "/wallet",
  "/billing/methods",
  "/billing/settings",
  "/quotes",
  "/credit-notes",
  "/receipts",
  "/profile",
  "/profile/security",
  "/cart",
  "/checkout",
];
const named = /^(name|first_name|last_name|company|title|legal_name|description|domain|hostname|reason|label)$/;

/** What people and shops call things, as long as they can. */
function longer(value) {
  if (Array.isArray(value)) return value.map(longer);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === "string" && one && named.test(key) ? unbroken : longer(one)]));
}

export default {
  name: "a name of 300 letters",
  async run({ engine, page, say, must, shot }) {
    const who = await join(engine, "long.name");
    await enter(page, engine, who);
    await page.route("**/api/**", async (route) => {
      const { pathname } = new URL(route.request().url());
      if (route.request().method() !== "GET" || pathname === "/api/events" || pathname === "/api/brand") return route.fallback();
      const response = await route.fetch();
      if (!response.headers()["content-type"]?.includes("json")) return route.fulfill({ response });
      let body = await response.json();
      if (pathname === "/api/services") body = { data: [service()], next_cursor: null };
      if (pathname === "/api/invoices") body = { data: [invoice()], next_cursor: null };
      if (pathname === "/api/quotes") body = { data: [quote()], next_cursor: null };
      if (pathname === "/api/payments/methods") body = { ...body, data: [method()] };
      return route.fulfill({ response, json: longer(body) });
    });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of pages) {
        say(`looks at ${path} at ${width} px`);
        await page.goto(engine.url + path);
        await page.locator("h1").first().waitFor();
        await page.waitForFunction(() => document.querySelector("[data-slot=skeleton]") === null);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) await shot(`${path.replaceAll("/", "-")}-${width}`);
        must(over <= 0, `${path} is ${over} px wider than ${width}`);
      }
    }
    await shot("last");
  },
};

const inr = (amount) => ({ amount, currency: "INR" });
const service = () => ({
  id: "svc_1",
  product: { id: "prd_1", name: "x" },
  domain: "x",
  status: "active",
  provisioning: { state: "idle" },
  cycle: "monthly",
  price: inr(19900),
  next_due_date: "2027-01-01",
  created_at: "2026-01-01T00:00:00Z",
  facts: {},
  options: {},
  addons: [],
});
const invoice = () => ({
  id: "inv_1",
  number: "SHY/2627/0000001",
  status: "overdue",
  issue_date: "2026-11-01",
  due_date: "2026-11-08",
  total: inr(23482),
  balance: inr(23482),
  seller: {},
  buyer: { name: "x" },
  lines: [],
  taxes: [],
  subtotal: inr(0),
  rounding: inr(0),
  currency: "INR",
});
const quote = () => ({ id: "quo_1", title: "x", notes: "", status: "sent", valid_until: "2027-01-01", total: inr(100), currency: "INR", created_at: "2026-01-01T00:00:00Z" });
const method = () => ({
  id: "pme_1",
  gateway: "razorpay",
  kind: "card",
  title: "x",
  state: "confirmed",
  default: true,
  chargeable: true,
  max_amount: inr(1500000),
  created_at: "2026-01-01T00:00:00Z",
});
