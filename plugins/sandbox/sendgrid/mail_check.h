#pragma once

#include "core/json/json.h"

#include <optional>
#include <string>

namespace hostler::sandbox::sendgrid {

/// One entry of `errors`.
struct Refusal {
  int status = 400;
  std::string message;
  std::string field;  ///< empty: null
};

/// Why the real API would not take this body; nothing when it would.
std::optional<Refusal> mailFault(const Json& body);

}  // namespace hostler::sandbox::sendgrid
