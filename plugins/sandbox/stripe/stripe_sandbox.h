#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

namespace stripe {
/// The version of the API that is played; a request may name no other.
inline constexpr const char* kApiVersion = "2026-10-28.endive";
}  // namespace stripe

/// Stripe's API under /stripe/v1: payment and setup intents, customers, payment methods, checkout
/// sessions, charges, refunds, disputes, balance transactions, events, webhooks.
std::unique_ptr<Provider> makeStripeSandbox(const SandboxOptions& options, const Clock& clock,
                                            Provider::Send send);
Json fixedStripeAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
