// Stripe's own library, against the sandbox's /stripe: what it sends is taken, what it is told it understands, and it
// takes the sandbox's webhooks for Stripe's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Stripe from "stripe";
import { startSandbox } from "./support/programs.mjs";

let sandbox, account, stripe;

before(async () => {
  sandbox = await startSandbox();
  account = sandbox.account("stripe");
  // The library knows a host and no path before /v1.
  const below = (url, options) => {
    const { pathname, search } = new URL(url);
    return fetch(account.base_url + pathname + search, options);
  };
  stripe = new Stripe(account.secret_key, { httpClient: Stripe.createFetchHttpClient(below), maxNetworkRetries: 0 });
});
after(() => sandbox?.stop());

const intent = (more = {}) => stripe.paymentIntents.create({
  amount: 118_000, currency: "usd", automatic_payment_methods: { enabled: true }, metadata: { attempt: "pay_interop" }, ...more });

test("an intent is made once under its key", async () => {
  const key = { idempotencyKey: "interop-1" };
  const params = { amount: 5_000, currency: "usd", automatic_payment_methods: { enabled: true } };
  const first = await stripe.paymentIntents.create(params, key);
  const again = await stripe.paymentIntents.create(params, key);
  assert.match(first.id, /^pi_/);
  assert.equal(again.id, first.id);
  await assert.rejects(stripe.paymentIntents.create({ ...params, amount: 6_000 }, key), { type: "StripeIdempotencyError" });
});

test("a paid intent has a charge, and can be refunded no further than it was paid", async () => {
  const { id } = await intent();
  await sandbox.pay({ provider: "stripe", payment_intent: id, outcome: "captured" });
  const paid = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
  assert.equal(paid.status, "succeeded");
  assert.equal(paid.latest_charge.amount_captured, 118_000);
  const refund = await stripe.refunds.create({ payment_intent: id, amount: 18_000 });
  assert.match(refund.id, /^re_/);
  await assert.rejects(stripe.refunds.create({ payment_intent: id, amount: 118_000 }), { type: "StripeInvalidRequestError" });
});

test("a wrong key is an authentication error", async () => {
  const other = new Stripe("sk_test_WrongKeyOfNobody01", {
    httpClient: Stripe.createFetchHttpClient((url, options) => {
      const { pathname, search } = new URL(url);
      return fetch(account.base_url + pathname + search, options);
    }), maxNetworkRetries: 0 });
  await assert.rejects(other.paymentIntents.create({ amount: 5_000, currency: "usd" }), { type: "StripeAuthenticationError" });
});

test("a customer's methods are listed page by page", async () => {
  const customer = await stripe.customers.create({ email: "asha@example.in", name: "Asha Rao" });
  assert.match(customer.id, /^cus_/);
  const methods = await stripe.customers.listPaymentMethods(customer.id).autoPagingToArray({ limit: 10 });
  assert.deepEqual(methods, []);
});

test("the library takes the sandbox's webhooks for Stripe's, and a changed one for nobody's", async () => {
  const { id } = await intent({ metadata: { attempt: "pay_hooks" } });
  const { webhooks } = await sandbox.pay({ provider: "stripe", payment_intent: id, outcome: "captured" });
  assert.ok(webhooks.length > 0);
  for (const { headers, body } of webhooks) {
    const signature = headers["Stripe-Signature"] ?? headers["stripe-signature"];
    const event = stripe.webhooks.constructEvent(body, signature, account.webhook_secret);
    assert.match(event.id, /^evt_/);
    assert.throws(() => stripe.webhooks.constructEvent(body.replace("118000", "118001") + " ", signature, account.webhook_secret),
      { type: "StripeSignatureVerificationError" });
  }
});
