#pragma once

#include "core/db/database.h"
#include "core/money/money.h"
#include "modules/resellers/resellers.h"

#include <map>
#include <string>

namespace hostler {

/// A stretch of days where the tenant does business: from `from`, up to and with `to`.
struct DayRange {
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);
};

/// What was posted in a book, in one currency.
struct BookSum {
  std::int64_t debit = 0, credit = 0;  ///< both as positive numbers, in minor units
  std::int64_t net() const { return debit - credit; }
};

/// All that was posted in a time, by currency and book: the one source of every figure about money.
class LedgerSums {
 public:
  /// Of a tenant, or of one account.
  static LedgerSums of(db::Reader& reader, const Scope& scope, Instant from, Instant until);

  struct Figures {
    Money invoiced;   ///< revenue less what credit notes took back, before tax
    Money tax;        ///< charged less what credit notes took back
    Money collected;  ///< received less refunds and chargebacks, before the gateways' fees
    Money fees, writtenOff;
  };
  Figures figures(Currency currency) const;
  std::vector<Currency> currencies() const;
  const std::map<std::string, BookSum>& books(Currency currency) const;

 private:
  std::map<std::string, std::map<std::string, BookSum>> sums_;  // by currency, by book
};

/// The first moment of a day range and of the day after it.
std::pair<Instant, Instant> momentsOf(const DayRange& range, const TimeZone& zone);

}  // namespace hostler
