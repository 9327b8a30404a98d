#pragma once

#include <hostler/gateway.hpp>

namespace sample {

// The gateway's answers in our words. Pure; throw FieldMismatch for what does not fit.

hostler::sdk::Checkout toCheckout(const hostler::sdk::Json& order);
hostler::sdk::Attempt toAttempt(const hostler::sdk::Json& order);
hostler::sdk::Events toEvents(const hostler::sdk::Json& event);

}  // namespace sample
