#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// Twilio's API of 2010-04-01 under /twilio: an account, its balance, messages, signed callbacks.
std::unique_ptr<Provider> makeTwilioSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedTwilioAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
