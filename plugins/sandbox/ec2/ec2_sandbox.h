#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// EC2's Query API under /ec2, and CloudWatch and STS beside it, told apart by the version that a
/// request names. Every signature is computed anew. One cloud for each key.
std::unique_ptr<Provider> makeEc2Sandbox(const SandboxOptions& options, const Clock& clock);
Json fixedEc2Accounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
