#pragma once

#include "core/json/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::vies {

/// What one member state's register says of one number, or, where the number is empty, of all of
/// its numbers. The first account is VIES itself, which wants no credentials, and has no country.
struct Trader {
  std::string id, country, number;  ///< VIES's own letters: "EL"
  std::string name, address;        ///< "---": the member state tells neither
  std::string error;                ///< said in place of an answer: "MS_UNAVAILABLE"
  Json asGiven;
};

/// The trader that POST /_accounts describes. Throws DomainError.
Trader traderOf(const Json& given);

/// Who has been asked for a number, and who asked: {"request_identifier", "country", "number",
/// "requester", "valid"}; the identifier is empty where nobody in particular asked.
struct Consultations {
  std::vector<Json> all;
};

/// Whether VIES serves these letters.
bool isMemberState(std::string_view letters);
/// Every member state, as VIES lists them.
const std::vector<std::string>& memberStates();

}  // namespace hostler::sandbox::vies
