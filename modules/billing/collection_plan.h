#pragma once

#include "core/time/date.h"
#include "core/time/time_zone.h"
#include "modules/billing/saved_method.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// When an invoice is collected from a saved method, and from which one. Pure.
struct CollectionPlan {
  /// Days after the due date on which a declined charge is tried again; the first try is on the due
  /// date.
  std::vector<int> retryDays{1, 3, 5};
  TimeZone zone = TimeZone::named("UTC");

  /// Between two charges of one invoice, whatever the days say.
  static constexpr std::chrono::hours kPause{24};
  /// The Reserve Bank of India wants the payer told a day before each debit on a mandate.
  static constexpr std::chrono::hours kNotice{24};
  /// Debits above it need the payer each time, by the same rules.
  static constexpr std::int64_t kMandateMost = 15'000'00;

  /// Whether the rules for Indian mandates hold for a charge.
  static bool isMandate(Money amount);
  /// Whether a method may be charged this much without its owner.
  static bool mayCharge(const SavedMethod& method, Money amount, Instant now);
  /// Attempt number 1, 2 … of an invoice; nothing when there is none left. Never before `now`, nor
  /// sooner after `now` than a notice takes where one is due.
  std::optional<Instant> chargeAt(int attempt, Date dueDate, Money amount, Instant now) const;
  /// The account's own choice first; after each failure the next one in turn that may be charged.
  static std::optional<SavedMethod> choose(const std::vector<SavedMethod>& methods,
                                           std::optional<Id<PaymentMethod>> preferred, int attempt,
                                           Money amount, Instant now);
  /// Whether a refusal would come again whenever the method is charged.
  static bool isFinal(const std::string& code);
};

}  // namespace hostler
