#pragma once

#include "core/json/json.h"
#include "core/operations/provider.h"
#include "core/telemetry/log.h"
#include "core/time/instant.h"
#include "modules/billing/vat_number.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What came of asking after a number.
struct RegisterAnswer {
  std::optional<bool> valid;      ///< nothing: nobody could tell
  Json evidence;                  ///< as TaxStanding::answer; null where nobody could tell
  std::string failure;            ///< why nobody could, in the register's or the plugin's word
  std::optional<Duration> after;  ///< how long is to be waited, where that was told
};

/// The registers of business numbers, which plugins of the kind "lookup" ask. Thread-safe; a
/// question waits for its answer in the caller's thread.
class BusinessRegisters {
 public:
  explicit BusinessRegisters(ProviderPort& providers) : providers_{providers} {}

  /// Whether there is a plugin to ask.
  bool isAny() const;
  /// Asks the enabled plugins in the order of their names until one can tell. `requester`: the
  /// seller's own number, by which registers give a reference.
  RegisterAnswer ask(const VatNumber& number, const std::optional<VatNumber>& requester) const;

 private:
  std::vector<std::string> instances() const;

  ProviderPort& providers_;
  Log log_{"modules.billing"};
};

}  // namespace hostler
