#pragma once

#include "bench.h"

#include <string>

namespace hostler::conformance {

// Steps that gateway checks share.

/// A request for a checkout of 1,180.00 in the subject's currency.
sdk::Json checkoutRequest(Bench& bench, const std::string& attempt, std::int64_t amount = 118'000);
/// A checkout that a payer has paid: {"checkout", "payment", "return", "webhooks"}.
sdk::Json paidCheckout(Bench& bench, const std::string& attempt,
                       const std::string& outcome = "captured",
                       const sdk::Json& more = sdk::Json::object());
sdk::Json payer();
/// What the subject's path ("metadata.attempt") leads to in an object of the book; null where it
/// leads nowhere.
sdk::Json memberAt(const sdk::Json& object, const std::string& path);
/// A webhook as the sandbox sent it, as the verb takes it.
sdk::Json deliveryOf(const sdk::Json& sent);
/// The same with a body of our own, signed as the subject's `webhook` says.
sdk::Json signedDelivery(Bench& bench, const std::string& body, const std::string& secret);

}  // namespace hostler::conformance
