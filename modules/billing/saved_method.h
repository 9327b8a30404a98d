#pragma once

#include "core/money/money.h"
#include "core/time/instant.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>

namespace hostler {

/// A way to pay that may be charged while its owner is away, as its gateway listed it last. It
/// holds nothing that could be charged elsewhere.
struct SavedMethod {
  Id<PaymentMethod> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::string gateway;    ///< the configured instance
  std::string customer;   ///< what the gateway calls the account
  std::string gatewayId;  ///< the gateway's own
  std::string kind;       ///< card, upi, emandate …
  std::string title;      ///< "Visa 1111"
  std::string state;      ///< initiated, confirmed, rejected, cancelled, paused, removed
  std::optional<Money> most;
  std::optional<Instant> expiresAt;
  std::string blocked;  ///< the gateway's code of a refusal after which it is charged no more
  Instant createdAt;

  bool isChargeable(Instant now) const {
    return state == "confirmed" && blocked.empty() && (!expiresAt || now < *expiresAt);
  }
  static constexpr const char* kRemoved = "removed";
};

/// How an account wants to pay.
struct BillingPreferences {
  std::optional<Id<PaymentMethod>> defaultMethod;
  bool autoPay = true;  ///< due renewals are charged to the default method
};

}  // namespace hostler
