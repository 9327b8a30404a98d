#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <string>

namespace hostler::sandbox::stripe {

/// A currency among the parameters, in lower case; throws Refusal for what Stripe does not take.
std::string checkedCurrency(const Json& params, const char* pointer);
/// Throws Refusal for amounts that Stripe does not take: too small, too large, with digits that the
/// currency does not have.
void checkAmount(std::int64_t amount, const std::string& currency, const std::string& param);

}  // namespace hostler::sandbox::stripe
