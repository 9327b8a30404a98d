#pragma once

#include "core/shape/words.h"

#include <array>
#include <string>
#include <string_view>

namespace hostler {

/// Why an end waits for a person, who gives their word by running the same rule with `confirmed`.
enum class HoldCause {
  Abuse = 1,         ///< it is suspended for abuse, and so evidence
  Dispute,           ///< a bank's dispute is about it
  AccountSuspended,  ///< all of its account is suspended
  Cost,              ///< it costs more than the setting `termination.confirm_above`
  ExchangeRate       ///< what it costs cannot be held against that setting
};
template <>
inline constexpr std::array kEnumNames<HoldCause>{
    std::string_view{"abuse"}, std::string_view{"dispute"}, std::string_view{"account_suspended"},
    std::string_view{"cost"}, std::string_view{"exchange_rate"}};

/// That it waits, and the sentence that says so to people.
struct Hold {
  HoldCause cause;
  std::string why;
};

}  // namespace hostler
