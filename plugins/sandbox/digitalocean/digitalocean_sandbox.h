#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// DigitalOcean's API under /digitalocean/v2: droplets and their actions, volumes, snapshots,
/// reserved addresses, firewalls, keys, load balancers, VPCs, clusters, databases, measurements.
std::unique_ptr<Provider> makeDigitalOceanSandbox(const SandboxOptions& options,
                                                  const Clock& clock);
Json fixedDigitalOceanAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
