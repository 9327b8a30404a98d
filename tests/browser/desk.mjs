// The shop's own desk as a program: what admin's pages of money, support and content need to have happened before they are looked at.
import { signIn } from "./client.mjs";
import { people } from "./engine.mjs";

const dayOf = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export async function prepareDesk(engine, { client, paid }) {
  const staff = await signIn(engine, people.owner);
  const { account_id: account } = await staff("GET", `/admin/invoices/${paid}`);
  const inr = (amount) => ({ amount, currency: "INR" });
  const ticket = await client("POST", "/tickets", {
    subject: "Mail to gmail.com comes back",
    message: "Since this morning:\n\n```\n550-5.7.26 Unauthenticated\n```",
    priority: "high",
  });
  await staff("POST", `/admin/tickets/${ticket.id}/notes`, { message: "SPF lacks our new relay." });
  const quote = await staff("POST", "/admin/quotes", {
    account,
    title: "Move of three sites",
    valid_until: dayOf(30),
    lines: [{ description: "Move of a WordPress site", quantity: "3", unit_price: inr(250_000), discount: inr(50_000), sac: "998316" }],
  });
  await staff("POST", "/admin/billable-items", { account, description: "Two hours of work on the checkout", quantity: "2", unit_price: inr(150_000) });
  const manual = await staff("POST", "/admin/invoices", { account, lines: [{ description: "Wildcard certificate", unit_price: inr(499_900), sac: "998319" }] });
  const note = await staff("POST", `/admin/invoices/${manual.id}/credit`, { amount: inr(100_000), reason: "Agreed discount" });
  await staff("POST", `/admin/invoices/${manual.id}/mark-paid`, { method: "bank_transfer", reference: "UTR2026112200001", amount: inr(100_000) });
  const article = await staff("POST", "/admin/knowledgebase", {
    title: "Move a site to us",
    category: "Hosting",
    language: "en",
    published: true,
    body: "## Before you begin\n\n1. Lower the **TTL** of your records\n2. Make a backup\n\nThen open `File manager`.",
  });
  const announcement = await staff("POST", "/admin/announcements", {
    title: "A second place in Mumbai",
    body: "Our **second** place is open.",
    published_at: new Date(Date.now() - 3_600_000).toISOString(),
  });
  const incident = await staff("POST", "/admin/incidents", { title: "Mail is slow", message: "We look into it.", impact: "minor", components: ["Mail"] });
  await staff("PUT", "/admin/legal/privacy", { title: "Privacy", body: "We keep what the law asks for." });
  await staff("PUT", "/admin/legal/privacy", { title: "Privacy", body: "We keep what the law asks for, and no more." });
  const run = await staff("POST", "/admin/billing/run", { dry_run: false });
  return {
    account,
    ticket: ticket.id,
    quote: quote.id,
    manual: manual.id,
    note: note.id,
    article: article.id,
    announcement: announcement.id,
    incident: incident.id,
    run: run.rules.find((rule) => rule.run)?.run,
  };
}
