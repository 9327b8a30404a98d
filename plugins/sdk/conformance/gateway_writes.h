#pragma once

#include "faults.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hostler::conformance {

/// What gateways write, under every fault: checkouts, refunds, charges, saved methods, links.
std::vector<Check> gatewayWriteChecks();

// Requests and steps that these share with the other checks of gateways.

/// How many of a list have this value where the path ("metadata.attempt") leads.
int countWhere(const sdk::Json& list, const std::string& member, const sdk::Json& value);
/// In the subject's currency; minor units.
sdk::Json money(Bench& bench, std::int64_t amount);
sdk::Json refundRequest(Bench& bench, const sdk::Json& paid, const std::string& refund,
                        std::int64_t amount);
/// A customer with a method that may be charged: {"customer", "method"}. Its use is one of those
/// that the subject names: "quick" pays at once, "slow" days later, "declining" not above its
/// mandate, or never.
sdk::Json savedMethod(Bench& bench, const char* use);
sdk::Json chargeRequest(Bench& bench, const sdk::Json& saved, const std::string& attempt);
sdk::Json linkRequest(Bench& bench, const std::string& attempt);

}  // namespace hostler::conformance
