#pragma once

#include "plugins/sandbox/stripe/merchant.h"

#include <string>
#include <vector>

namespace hostler::sandbox::stripe {

/// The merchant that POST /_accounts describes; one that is known by its publishable key keeps what
/// it holds. Throws DomainError.
Merchant merchantOf(const Json& account, const std::vector<Merchant>& known,
                    const std::string& publicUrl);

}  // namespace hostler::sandbox::stripe
