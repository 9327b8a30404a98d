#pragma once

#include "core/front/message.h"

#include <optional>
#include <string>
#include <string_view>

namespace hostler::front {

/// The method, if it is one of HTTP's or a short word in upper case (Method::Other). Methods are
/// case-sensitive (RFC 9110, 9.1), so "get" is none.
std::optional<Method> methodOf(std::string_view text);

/// host [":" port], with a name of letters, digits, '.', '-' and '_', or an IPv6 address in
/// brackets.
bool isHost(std::string_view value);

/// 1*DIGIT, at most 18 of them.
bool isLength(std::string_view value);

/// A target of any form, in the form that a router understands.
struct Target {
  std::string origin;     ///< "/path?query", or "*" for OPTIONS
  std::string authority;  ///< of the absolute form, else empty
};
std::optional<Target> targetOf(Method method, std::string_view text);

/// Whether a comma-separated list holds the token, whatever its case.
bool listHolds(std::string_view list, std::string_view token);

bool equalsIgnoringCase(std::string_view a, std::string_view b);

}  // namespace hostler::front
