#pragma once

// Members of Stripe's objects, read as what they must be. What does not fit throws MappingError.

#include <hostler/json.hpp>
#include <hostler/money.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace hostler::stripe {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Null where the object does not have it.
const sdk::Json& memberOf(const sdk::Json& object, const char* name);
/// A member that must be a text; an absent or null one is empty.
std::string textIn(const sdk::Json& object, const char* name);
/// The object's own id.
std::string ownId(const sdk::Json& object, std::string_view prefix = {});
/// A member that is an id, or the object that has it where it is expanded; empty where absent.
std::string idOf(const sdk::Json& object, const char* name);
/// A text of the object's metadata.
std::string noteIn(const sdk::Json& object, const char* name);
std::int64_t wholeIn(const sdk::Json& object, const char* name);
/// False where absent.
bool flagIn(const sdk::Json& object, const char* name);
/// The amount in `name`, in the object's `currency`.
sdk::Money moneyIn(const sdk::Json& object, const char* name);
std::optional<std::int64_t> timeIn(const sdk::Json& object, const char* name);

/// What the object's `status` is among `words`.
template <class E>
E statusIn(const sdk::Json& object, std::initializer_list<std::pair<std::string_view, E>> words) {
  const auto status = textIn(object, "status");
  for (const auto& [word, value] : words) {
    if (word == status) return value;
  }
  throw MappingError{"status is unknown"};
}

/// "pi_" and letters, digits and '_': what may stand in a path.
bool isId(std::string_view text, std::string_view prefix);
/// Ours, as metadata and in an idempotency key: 1 to 40 of A-Z a-z 0-9 _ -.
bool isOurs(std::string_view text);

}  // namespace hostler::stripe
