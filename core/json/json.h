#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace hostler {

/// A JSON value. Objects keep their members sorted by name, so equal values print equal text.
using Json = nlohmann::json;

/// Text that is not acceptable JSON; `what()` names the reason and the byte, never the text itself.
struct JsonError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// How much a strict parser takes.
struct JsonLimits {
  std::size_t depth = 64;
  std::size_t containerSize = 10'000;
};

/// Parses what a stranger sent: valid UTF-8 without NUL, no member named twice in one object, no
/// deeper and no longer than the limits. Throws JsonError.
Json parseStrict(std::string_view text, JsonLimits limits = {});

/// Compact text, for the wire, the database and hashes.
std::string dump(const Json& value);

}  // namespace hostler
