#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// Razorpay's API under /razorpay/v1: orders, payments, refunds, customers, tokens, links,
/// disputes, webhooks.
std::unique_ptr<Provider> makeRazorpaySandbox(const SandboxOptions& options, const Clock& clock,
                                              Provider::Send send);
Json fixedRazorpayAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
