#pragma once

#include <hostler/gateway_requests.hpp>
#include <hostler/json.hpp>

#include <vector>

namespace hostler::razorpay {

/// The facts in a webhook's envelope, whose signature was right. Empty for events that mean nothing
/// to us. Throws MappingError where an event that we know does not hold what it must.
std::vector<sdk::GatewayEvent> translate(const sdk::Json& envelope);

}  // namespace hostler::razorpay
