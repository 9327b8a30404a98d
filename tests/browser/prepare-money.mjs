// What the pages of money are looked at with: a transfer that was begun, a quote, a credit note.
import { signIn } from "./client.mjs";
import { people } from "./engine.mjs";

export async function prepareMoney(engine, client, { paid, unpaid }) {
  const staff = await signIn(engine, people.owner);
  const { id: account } = await client("GET", "/account");
  const { payment } = await client("POST", `/invoices/${unpaid}/pay`, { method: "bank_transfer" });
  const quote = await staff("POST", "/admin/quotes", {
    account,
    title: "Moving your shop to a machine of its own",
    valid_until: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
    lines: [{ description: "Dedicated machine, one year, with the move", quantity: "1", unit_price: { amount: 9_600_000, currency: "INR" } }],
    notes: "The move takes one night. We tell you the day before.",
  });
  await staff("POST", `/admin/quotes/${quote.id}/send`);
  const note = await staff("POST", `/admin/invoices/${paid}/credit`, { amount: { amount: 11_800, currency: "INR" }, reason: "A day without service in the first week" });
  return { transfer: payment.id, quote: quote.id, creditNote: note.id };
}
