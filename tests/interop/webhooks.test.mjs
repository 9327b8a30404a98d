// What the providers' own libraries sign, an engine takes; what they would not, it refuses.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import Razorpay from "razorpay";
import Stripe from "stripe";
import { freePort, startEngine, startSandbox } from "./support/programs.mjs";

let sandbox, engine;

before(async () => {
  const port = await freePort();
  sandbox = await startSandbox(`http://127.0.0.1:${port}`);
  engine = await startEngine(sandbox.url, port);
});
after(async () => {
  await engine?.stop();
  await sandbox?.stop();
});

const deliver = async (gateway, body, headers) => {
  const answer = await fetch(`${engine.url}/api/payments/webhook/${gateway}`, {
    method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  return answer.status;
};

test("Stripe's library signs as our verifier wants it", async () => {
  const { secret_key, webhook_secret } = sandbox.account("stripe");
  const stripe = new Stripe(secret_key);
  const body = JSON.stringify({ id: "evt_1Interop", object: "event", type: "product.created", created: 1, livemode: false,
    data: { object: { id: "prod_1", object: "product" } } });
  const signed = (more = {}) => ({
    "stripe-signature": stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhook_secret, ...more }) });
  const now = Math.floor(Date.now() / 1000);
  assert.equal(await deliver("stripe", body, signed()), 200);
  assert.equal(await deliver("stripe", body, signed()), 200);
  assert.equal(await deliver("stripe", `${body} `, signed()), 400);
  assert.equal(await deliver("stripe", body, signed({ secret: "whsec_another" })), 400);
  assert.equal(await deliver("stripe", body, signed({ timestamp: now - 310 })), 400);
  assert.equal(await deliver("stripe", body, signed({ timestamp: now + 310 })), 400);
  assert.equal(await deliver("stripe", body, {}), 400);
});

test("what Razorpay's library accepts, our verifier accepts", async () => {
  const { webhook_secret } = sandbox.account("razorpay");
  const body = JSON.stringify({ entity: "event", account_id: "acc_Sandbox0000001", event: "settlement.processed", contains: [],
    payload: {}, created_at: 1767323046 });
  const signature = createHmac("sha256", webhook_secret).update(body).digest("hex");
  assert.ok(Razorpay.validateWebhookSignature(body, signature, webhook_secret));
  assert.equal(await deliver("razorpay", body, { "x-razorpay-signature": signature }), 200);
  assert.equal(await deliver("razorpay", `${body}\n`, { "x-razorpay-signature": signature }), 400);
  assert.equal(await deliver("razorpay", body, { "x-razorpay-signature": "00" }), 400);
});
