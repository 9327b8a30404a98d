#include "modules/billing/quote_desk.h"

#include "modules/billing/quote_events.h"

namespace hostler {
namespace {

DomainError closed(QuoteStatus status) {
  return {"quote_closed",
          409,
          "The quote was answered already, or is not open to this.",
          {{"quote_status", wordOf(status)}}};
}

bool isOpen(const StoredQuote& quote) {
  return quote.stored == QuoteStatus::Draft || quote.stored == QuoteStatus::Sent;
}

}  // namespace

void QuoteSent::describe(Shape<QuoteSent>& shape) {
  shape.field("quote", &QuoteSent::quote);
  shape.field("account", &QuoteSent::account);
  shape.field("title", &QuoteSent::title);
  shape.field("total", &QuoteSent::total);
  shape.field("valid_until", &QuoteSent::validUntil);
}

StoredQuote QuoteDesk::locked(db::Transaction& tx, const Actor& actor, Id<Quote> id) {
  auto quote = quotes::lock(tx, actor.scope, id);
  if (!quote) throw NotFound{};
  return std::move(*quote);
}

void QuoteDesk::take(StoredQuote& quote, const Words& words) {
  if (words.title) quote.title = *words.title;
  if (words.notes) quote.notes = *words.notes;
  if (words.validUntil) {
    if (*words.validUntil < parts_.tenants.today(quote.tenant))
      throw ValidationError{"valid_until", "in_past", "must not be before today"};
    quote.validUntil = *words.validUntil;
  }
  if (!words.lines) return;
  for (const auto& line : *words.lines) {
    if (line.unitPrice.currency() != quote.currency || line.discount.currency() != quote.currency) {
      throw ValidationError{
          "lines", "other_currency",
          "must be in the client's currency, " + std::string{quote.currency.code()}};
    }
    if (line.unitPrice.share(line.quantity, Rounding::HalfUp).lessThan(line.discount))
      throw ValidationError{"lines", "discount_above_line", "must not be discounted below zero"};
  }
  quote.lines = *words.lines;
}

StoredQuote QuoteDesk::draft(const Actor& actor, Id<Account> account, const Words& words) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto buyer = parts_.accounts.get(tx, actor.scope.tenant, account);
    StoredQuote quote;
    quote.id = parts_.ids.next<Quote>();
    quote.tenant = actor.scope.tenant;
    quote.account = account;
    quote.currency = buyer.currency;
    quote.createdAt = parts_.clock.now();
    take(quote, words);
    quotes::insert(tx, quote);
    parts_.audit.record(tx, actor,
                        {"quote.drafted", quote.id.text(), nullptr, {{"title", quote.title}}});
    return quote;
  });
}

StoredQuote QuoteDesk::change(const Actor& actor, Id<Quote> id, const Words& words) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto quote = locked(tx, actor, id);
    if (!isOpen(quote)) throw closed(quote.stored);
    take(quote, words);
    // What its client has been shown is not what it says now: it is sent again before it is
    // accepted.
    quote.stored = QuoteStatus::Draft;
    quotes::save(tx, quote, parts_.clock.now());
    parts_.audit.record(tx, actor, {"quote.changed", id.text(), nullptr, {{"title", quote.title}}});
    return quote;
  });
}

StoredQuote QuoteDesk::send(const Actor& actor, Id<Quote> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto quote = locked(tx, actor, id);
    if (!isOpen(quote)) throw closed(quote.stored);
    if (quote.validUntil < parts_.tenants.today(quote.tenant)) throw closed(QuoteStatus::Expired);
    quote.stored = QuoteStatus::Sent;
    quotes::save(tx, quote, parts_.clock.now());
    parts_.audit.record(tx, actor, {"quote.sent", id.text(), nullptr, nullptr});
    const auto price =
        parts_.billing.quote(tx, quote.tenant, quote.account, quote.currency, quote.lines);
    parts_.bus.publish(tx, actor, Scope{quote.tenant, quote.account},
                       QuoteSent{id, quote.account, quote.title, price.total, quote.validUntil});
    return quote;
  });
}

StoredQuote QuoteDesk::decline(const Actor& actor, Id<Quote> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto quote = locked(tx, actor, id);
    if (quote.stored != QuoteStatus::Sent) throw closed(quote.stored);
    quote.stored = QuoteStatus::Declined;
    quotes::save(tx, quote, parts_.clock.now());
    parts_.audit.record(tx, actor, {"quote.declined", id.text(), nullptr, nullptr});
    return quote;
  });
}

// Hooks take their time, so they are asked before the transaction opens.
void QuoteDesk::askHooks(const Actor& actor, const StoredQuote& quote) {
  if (parts_.before == nullptr || !parts_.before->listens("before.invoice_issue", quote.tenant))
    return;
  if (quote.stored != QuoteStatus::Sent) return;
  parts_.before->ask("before.invoice_issue", actor.scope.tenant,
                     {{"kind", wordOf(InvoiceKind::Manual)},
                      {"client_id", quote.account.text()},
                      {"total", toJson(priceOf(quote).total)}});
}

StoredQuote QuoteDesk::accept(const Actor& actor, Id<Quote> id, std::optional<Money> total) {
  askHooks(actor, get(actor.scope, id));
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto quote = locked(tx, actor, id);
    if (quote.stored != QuoteStatus::Sent) throw closed(quote.stored);
    if (quote.statusOn(parts_.tenants.today(quote.tenant)) == QuoteStatus::Expired)
      throw DomainError{"quote_expired", 409, "The quote is no longer valid; ask for a new one."};
    InvoiceRequest request;
    request.account = quote.account;
    request.kind = InvoiceKind::Manual;
    request.currency = quote.currency;
    request.lines = quote.lines;
    request.notes = quote.notes;
    const auto invoice = parts_.billing.issue(tx, actor, request);
    if (total && !(*total == invoice.total)) {
      throw DomainError{"price_changed",
                        409,
                        "The total is another one by now; look at the quote again.",
                        {{"total", toJson(invoice.total)}}};
    }
    quote.stored = QuoteStatus::Accepted;
    quote.invoice = invoice.id;
    quotes::save(tx, quote, parts_.clock.now());
    parts_.audit.record(tx, actor,
                        {"quote.accepted", id.text(), nullptr, {{"invoice", invoice.id.text()}}});
    return quote;
  });
}

StoredQuote QuoteDesk::get(const Scope& scope, Id<Quote> id) {
  auto quote =
      parts_.database.read([&](db::Reader& reader) { return quotes::find(reader, scope, id); });
  if (!quote) throw NotFound{};
  return std::move(*quote);
}

std::vector<StoredQuote> QuoteDesk::list(const Scope& scope, const http::ListOrder& order,
                                         int limit) {
  return parts_.database.read(
      [&](db::Reader& reader) { return quotes::list(reader, scope, order, limit); });
}

Priced QuoteDesk::priceOf(const StoredQuote& quote) {
  return parts_.database.read([&](db::Reader& reader) {
    return parts_.billing.quote(reader, quote.tenant, quote.account, quote.currency, quote.lines);
  });
}

}  // namespace hostler
