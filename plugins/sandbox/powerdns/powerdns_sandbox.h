#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// PowerDNS Authoritative's API under /powerdns/api/v1: zones, record sets, keys, one set of zones
/// per server.
std::unique_ptr<Provider> makePowerDnsSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedPowerDnsAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
