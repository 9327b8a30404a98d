#pragma once

#include "core/shape/constraints.h"

#include <string>
#include <string_view>

namespace hostler {

/// "Reset your password!" as an address shows it: "reset-your-password". Empty for a title without
/// Latin letters or digits.
std::string slugOf(std::string_view title);
/// What may stand in an address: small letters, digits and inner dashes, at most 80.
Constraints& likeASlug(Constraints& constraints);

}  // namespace hostler
