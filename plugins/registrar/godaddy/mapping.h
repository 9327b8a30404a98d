#pragma once

// GoDaddy's documents to the SDK's types. Pure. What does not fit throws MappingError: an answer
// with wrong types is no answer.

#include "amounts.h"

#include <hostler/json.hpp>
#include <hostler/registrar_requests.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::godaddy {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A member that must be a text; an absent or null one is empty.
std::string textIn(const sdk::Json& object, const char* name);
/// A member that must be true or false; an absent or null one is false.
bool flagIn(const sdk::Json& object, const char* name);
/// A member that must be a list; an absent or null one is empty.
const sdk::Json& listIn(const sdk::Json& object, const char* name);
/// A member that must be a point in time; nothing where it is absent or null.
std::optional<std::int64_t> timeIn(const sdk::Json& object, const char* name);
/// A member that must be a price: a whole number of micro-units, never a fraction.
std::int64_t microsIn(const sdk::Json& object, const char* name);

/// A domain, of one's own details or of the list.
sdk::Registration toRegistration(const sdk::Json& domain);
/// Since when the account holds a domain, also where that was moved in from elsewhere.
std::optional<std::int64_t> heldSince(const sdk::Json& domain);

sdk::Availability toAvailability(const sdk::Json& answer);
/// A price with its currency and years, where the answer has one.
std::optional<Price> priceIn(const sdk::Json& answer);
/// An entry of `errors` in the answer about many names: what cannot be bought, and why.
sdk::Availability toUnavailable(const sdk::Json& error);

struct Order {
  std::string id;
  Price total;
};
/// What a purchase, renewal or transfer of so many years answers.
Order toOrder(const sdk::Json& answer, int years);

std::vector<sdk::Agreement> toAgreements(const sdk::Json& list);
std::vector<sdk::RegistrationField> toFields(const sdk::Json& schema);

/// DS records as v2 shows and takes them, with words for the numbers.
std::vector<sdk::DelegationSigner> toSigners(const sdk::Json& domainV2);
/// Nothing where GoDaddy has no word for the algorithm or the kind of digest.
std::optional<sdk::Json> fromSigner(const sdk::DelegationSigner& signer);

}  // namespace hostler::godaddy
