#include "plugins/sandbox/vies/traders.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"

#include <algorithm>

namespace hostler::sandbox::vies {

Trader traderOf(const Json& given) {
  Trader trader;
  trader.country = accountText(given, "country");
  trader.number = accountText(given, "number");
  trader.name = accountText(given, "name", "---");
  trader.address = accountText(given, "address", "---");
  trader.error = accountText(given, "error");
  const bool isService = trader.country.empty() && trader.number.empty();
  if (!isService && !isMemberState(trader.country))
    throw ValidationError{"country", "unknown_country", "must be a member state, such as FR or EL"};
  if (!isService && trader.number.empty() && trader.error.empty())
    throw ValidationError{"number", "required", "is missing; without it there must be an error"};
  trader.id = accountText(given, "id", trader.country + trader.number);
  trader.asGiven = given;
  trader.asGiven.update({{"provider", "vies"}, {"id", trader.id}});
  return trader;
}

const std::vector<std::string>& memberStates() {
  static const std::vector<std::string> all{
      "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU",
      "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};
  return all;
}

bool isMemberState(std::string_view letters) {
  return std::ranges::find(memberStates(), letters) != memberStates().end();
}

}  // namespace hostler::sandbox::vies
