#pragma once

#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// MSG91's API under /msg91: Flow, SendOTP, the balance, delivery reports. Nearly all its errors
/// come with HTTP 200.
std::unique_ptr<Provider> makeMsg91Sandbox(const SandboxOptions& options);
Json fixedMsg91Accounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
