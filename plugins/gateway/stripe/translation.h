#pragma once

#include <hostler/gateway_requests.hpp>
#include <hostler/json.hpp>

#include <vector>

namespace hostler::stripe {

/// The facts in one of Stripe's events, be it delivered or listed. Empty for events that mean
/// nothing to us, and for money in a currency that is not counted. Throws MappingError where an
/// event that we know does not hold what it must.
std::vector<sdk::GatewayEvent> translate(const sdk::Json& event);

}  // namespace hostler::stripe
