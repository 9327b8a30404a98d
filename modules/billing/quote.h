#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/billing/billing_entities.h"
#include "modules/billing/invoice.h"

namespace hostler {

enum class QuoteStatus { Draft = 1, Sent, Accepted, Declined, Expired };
template <>
inline constexpr std::array kEnumNames<QuoteStatus>{
    std::string_view{"draft"}, std::string_view{"sent"}, std::string_view{"accepted"},
    std::string_view{"declined"}, std::string_view{"expired"}};

/// Lines at fixed prices that a client may accept until a day. Taxes are those of the day on which
/// it is accepted.
struct StoredQuote {
  Id<Quote> id;
  Id<Tenant> tenant;
  Id<Account> account;
  QuoteStatus stored = QuoteStatus::Draft;  ///< never Expired: that follows from the date
  std::string title, notes;
  Currency currency = Currency::of("INR");
  Date validUntil = Date::ofDaysSinceEpoch(0);  ///< the last day on which it may be accepted
  std::vector<LineDraft> lines;
  std::optional<Id<Invoice>> invoice;
  Instant createdAt;

  QuoteStatus statusOn(Date today) const {
    return stored == QuoteStatus::Sent && validUntil < today ? QuoteStatus::Expired : stored;
  }
};

namespace quotes {

void insert(db::Transaction& tx, const StoredQuote& quote);
void save(db::Transaction& tx, const StoredQuote& quote, Instant now);
/// A client sees none that are drafts.
std::optional<StoredQuote> find(db::Reader& reader, const Scope& scope, Id<Quote> id);
std::optional<StoredQuote> lock(db::Transaction& tx, const Scope& scope, Id<Quote> id);
std::vector<StoredQuote> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                              int limit);

}  // namespace quotes
}  // namespace hostler
