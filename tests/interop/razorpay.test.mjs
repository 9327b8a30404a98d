// Razorpay's own library, against the sandbox's /razorpay.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Razorpay from "razorpay";
import { startSandbox } from "./support/programs.mjs";

let sandbox, account, razorpay;

before(async () => {
  sandbox = await startSandbox();
  account = sandbox.account("razorpay");
  razorpay = new Razorpay({ key_id: account.key_id, key_secret: account.key_secret });
  // The library knows one address and no other.
  razorpay.api.rq.defaults.baseURL = account.base_url;
});
after(() => sandbox?.stop());

const order = (receipt) => razorpay.orders.create({ amount: 118_000, currency: "INR", receipt, notes: { attempt: receipt } });

test("an order is found by its receipt", async () => {
  const made = await order("inv-interop-1");
  assert.match(made.id, /^order_/);
  assert.equal(made.amount_due, 118_000);
  const found = await razorpay.orders.all({ receipt: "inv-interop-1" });
  assert.deepEqual(found.items.map((one) => one.id), [made.id]);
});

test("a paid order has one captured payment, which is refunded no further than it was paid", async () => {
  const made = await order("inv-interop-2");
  await sandbox.pay({ provider: "razorpay", order_id: made.id, outcome: "captured" });
  const { items } = await razorpay.orders.fetchPayments(made.id);
  assert.equal(items.length, 1);
  assert.equal(items[0].status, "captured");
  const refund = await razorpay.payments.refund(items[0].id, { amount: 18_000 });
  assert.match(refund.id, /^rfnd_/);
  await assert.rejects(razorpay.payments.refund(items[0].id, { amount: 118_000 }), (error) => error.statusCode === 400);
});

test("the library takes the sandbox's webhooks for Razorpay's, and a changed one for nobody's", async () => {
  const made = await order("inv-interop-3");
  const { webhooks } = await sandbox.pay({ provider: "razorpay", order_id: made.id, outcome: "captured" });
  assert.ok(webhooks.length > 0);
  for (const { headers, body } of webhooks) {
    const signature = headers["X-Razorpay-Signature"] ?? headers["x-razorpay-signature"];
    assert.ok(Razorpay.validateWebhookSignature(body, signature, account.webhook_secret));
    assert.ok(!Razorpay.validateWebhookSignature(`${body} `, signature, account.webhook_secret));
    assert.ok(!Razorpay.validateWebhookSignature(body, signature, "another secret"));
  }
});

test("a wrong secret is refused", async () => {
  const other = new Razorpay({ key_id: account.key_id, key_secret: "wrong" });
  other.api.rq.defaults.baseURL = account.base_url;
  await assert.rejects(other.orders.all({ count: 1 }), (error) => error.statusCode === 401);
});
