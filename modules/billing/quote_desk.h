#pragma once

#include "core/audit/audit_log.h"
#include "core/events/before_hooks.h"
#include "core/events/event_bus.h"
#include "modules/billing/billing.h"
#include "modules/billing/quote.h"

namespace hostler {

/// What staff and clients do with quotes.
class QuoteDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    AuditLog& audit;
    events::Bus& bus;
    events::BeforeHooks* before;  ///< asked before an acceptance issues an invoice
  };
  explicit QuoteDesk(Parts parts) : parts_{parts} {}

  /// What a quote says, or what to change about one.
  struct Words {
    std::optional<std::string> title, notes;
    std::optional<Date> validUntil;
    std::optional<std::vector<LineDraft>> lines;
  };
  /// A draft. Throws ValidationError for lines in another currency than the client's, for a
  /// discount above its line and for a day that is past.
  StoredQuote draft(const Actor& actor, Id<Account> account, const Words& words);
  /// Of a draft or one that was sent and not answered, which is a draft again: it has to be sent
  /// anew. Throws 409 `quote_closed`.
  StoredQuote change(const Actor& actor, Id<Quote> id, const Words& words);
  /// Shows it to its client, and announces it, each time anew.
  StoredQuote send(const Actor& actor, Id<Quote> id);
  StoredQuote decline(const Actor& actor, Id<Quote> id);
  /// Issues its invoice, once. Throws 409 `quote_closed`, `quote_expired`, and `price_changed`
  /// when its total (with the taxes of today) is not `total`.
  StoredQuote accept(const Actor& actor, Id<Quote> id, std::optional<Money> total);

  StoredQuote get(const Scope& scope, Id<Quote> id);
  std::vector<StoredQuote> list(const Scope& scope, const http::ListOrder& order, int limit);
  Priced priceOf(const StoredQuote& quote);

 private:
  StoredQuote locked(db::Transaction& tx, const Actor& actor, Id<Quote> id);
  void take(StoredQuote& quote, const Words& words);
  void askHooks(const Actor& actor, const StoredQuote& quote);

  Parts parts_;
};

}  // namespace hostler
