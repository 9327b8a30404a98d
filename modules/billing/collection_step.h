#pragma once

#include "modules/billing/saved_method.h"

#include <optional>
#include <set>
#include <string>

namespace hostler {

/// What comes next in the collecting of an invoice from saved methods.
struct CollectionStep {
  enum class Kind {
    Plan,    ///< it will be charged at `at`; the payer is told where the law wants that
    Charge,  ///< it is charged now
    Wait,    ///< its client is paying just now: it is looked at again at `at`
    Stop     ///< nothing is charged any more, for `reason`; the client is asked to pay
  };
  Kind kind = Kind::Stop;
  Id<Invoice> invoice;
  Id<Account> account;
  std::string number;
  Money amount = Money::zero(Currency::of("INR"));
  Date dueDate = Date::ofDaysSinceEpoch(0);
  int attempt = 1;                         ///< counted from 1
  Instant at = {};                         ///< of Plan, Charge and Wait
  std::optional<SavedMethod> method = {};  ///< of Plan and Charge: as things stand now
  std::string reason = {};                 ///< of Stop: amount_needs_payer, no_method …
};

}  // namespace hostler
