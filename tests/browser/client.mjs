// A client as a program: what a page needs to have happened before it is looked at.
import { prepareCatalogue } from "./catalogue.mjs";
import { people } from "./engine.mjs";
import { prepareStaff } from "./staff.mjs";
import { preparePortal } from "./prepare-portal.mjs";
import { prepareMoney } from "./prepare-money.mjs";

export async function call(engine, method, path, body, token) {
  const response = await fetch(`${engine.url}/api${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

export async function signIn(engine, who = people.client) {
  const { access_token } = await call(engine, "POST", "/auth/login", who);
  return (method, path, body) => call(engine, method, path, body, access_token);
}

/** Asks until `look` gives something. */
export async function until(what, look, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const found = await look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error(`${what}: waited ${seconds} s`);
}

/** The payer's part, played by the sandbox. */
export async function play(engine, payment, outcome = "captured") {
  const response = await fetch(`${engine.sandbox}/_pay`, { method: "POST", body: JSON.stringify({ provider: "razorpay", order_id: payment.next_action.order_id, outcome }) });
  if (!response.ok) throw new Error(`_pay: ${response.status} ${await response.text()}`);
}

export async function order(engine, client, { slug, domain, hostname, cycle = "monthly" }) {
  const { data } = await client("GET", "/products?limit=200");
  const product = data.find((one) => one.slug === slug);
  await client("POST", "/cart/add", { type: "product", product_id: product.id, cycle, domain, hostname });
  return client("POST", "/checkout", { accept_terms: true, payment_method: "razorpay" });
}

/** Buys what is in the cart and pays for it. */
export async function buy(engine, client) {
  const bought = await client("POST", "/checkout", { accept_terms: true, payment_method: "razorpay" });
  const payment = await until("the way to pay", async () => {
    const now = await client("GET", `/payments/${bought.payment.id}`);
    return now.next_action ? now : null;
  });
  await play(engine, payment);
  return bought;
}

/** A domain that is held, one on its way here, and a zone with records. */
export async function prepareDomains(engine, client) {
  await client("POST", "/cart/add", { type: "domain", domain: "asha-weaves.com", action: "register" });
  await client("POST", "/cart/add", { type: "domain", domain: "taken-asha.com", action: "transfer", auth_code: "Elsewhere-Code-1" });
  const { order } = await buy(engine, client);
  const idOf = (name) => order.items.find((item) => item.domain === name).domain_id;
  const domain = await until(
    "a domain",
    async () => {
      const now = await client("GET", `/domains/${idOf("asha-weaves.com")}`);
      return now.status === "active" ? now : null;
    },
    120,
  );
  const moving = await until(
    "a transfer",
    async () => {
      const now = await client("GET", `/domains/${idOf("taken-asha.com")}`);
      return now.status === "transferring" || now.status === "active" ? now : null;
    },
    120,
  );
  const path = "/dns/zones/asha-weaves.com";
  await client("POST", "/dns/zones", { name: "asha-weaves.com", template: "hosting", values: { ip: "192.0.2.10" } });
  const rests = (serial) =>
    until(
      "a zone",
      async () => {
        const now = await client("GET", path);
        return now.state === "active" && now.serial >= serial ? now : null;
      },
      120,
    );
  const zone = await rests(1);
  await client("PUT", `${path}/records`, {
    serial: zone.serial,
    note: "Shop on its own machine",
    records: [
      ...zone.records,
      { name: "shop", type: "A", ttl: 300, values: ["192.0.2.20"] },
      { name: "_dmarc", type: "TXT", ttl: 3600, values: ["v=DMARC1; p=none; rua=mailto:post@asha-weaves.com"] },
    ],
  });
  await rests(zone.serial + 1);
  return { domain: domain.id, moving: moving.id, zone: zone.name };
}

/** One service that runs, and one order that is not paid. */
export async function prepareClient(engine) {
  const client = await signIn(engine);
  const bought = await order(engine, client, { slug: "business-hosting", domain: "asha-studio.example" });
  const payment = await until("the way to pay", async () => {
    const now = await client("GET", `/payments/${bought.payment.id}`);
    return now.next_action ? now : null;
  });
  await play(engine, payment);
  const service = await until("an active service", async () => (await client("GET", "/services")).data.find((one) => one.status === "active"));
  const open = await order(engine, client, { slug: "starter-hosting", domain: "monsoon-cafe.example" });
  const domains = await prepareDomains(engine, client);
  const more = await preparePortal(engine, client);
  // Something to look at in the cart.
  await client("POST", "/cart/add", { type: "domain", domain: "warli-art.in", action: "register", years: 2, privacy: true });
  const { data } = await client("GET", "/products?limit=200");
  await client("POST", "/cart/add", { type: "product", product_id: data.find((one) => one.slug === "pro-hosting").id, cycle: "annually", domain: "warli-art.example" });
  const staff = await signIn(engine, people.owner);
  const made = { ...more, client, ...domains, service: service.id, paid: bought.invoice.id, unpaid: open.invoice.id, payment: open.payment.id, product: data[0].id };
  // What is the client's own stays, where staff have one of the same name.
  return { ...(await prepareStaff(signIn, engine)), ...(await prepareCatalogue(staff)), ...made, ...(await prepareMoney(engine, client, made)) };
}
