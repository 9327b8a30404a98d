// A client as a program: what a page needs to have happened before it is looked at.
import { prepareCatalogue } from "./catalogue.mjs";
import { people } from "./engine.mjs";

async function call(engine, method, path, body, token) {
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

export async function order(engine, client, { slug, domain, cycle = "monthly" }) {
  const { data } = await client("GET", "/products?limit=200");
  const product = data.find((one) => one.slug === slug);
  await client("POST", "/cart/add", { type: "product", product_id: product.id, cycle, domain });
  return client("POST", "/checkout", { accept_terms: true, payment_method: "razorpay" });
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
  // Something to look at in the cart.
  const { data } = await client("GET", "/products?limit=200");
  await client("POST", "/cart/add", { type: "product", product_id: data.find((one) => one.slug === "pro-hosting").id, cycle: "annually", domain: "warli-art.example" });
  const catalogue = await prepareCatalogue(await signIn(engine, people.owner));
  return { ...catalogue, client, service: service.id, paid: bought.invoice.id, unpaid: open.invoice.id, payment: open.payment.id, product: data[0].id };
}
