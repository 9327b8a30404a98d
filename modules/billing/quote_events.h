#pragma once

#include "core/shape/shape.h"
#include "modules/billing/billing_entities.h"

namespace hostler {

/// Staff showed a quote to its client: for the first time, or once more.
struct QuoteSent {
  static constexpr std::string_view kName = "quote.sent";
  Id<Quote> quote;
  Id<Account> account;
  std::string title;
  Money total = Money::zero(Currency::of("INR"));  ///< with the taxes of the day
  Date validUntil = Date::ofDaysSinceEpoch(0);     ///< the last day on which it may be accepted
  static void describe(Shape<QuoteSent>& shape);
};

}  // namespace hostler
