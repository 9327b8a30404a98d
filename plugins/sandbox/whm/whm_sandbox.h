#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// WHM API 1 under /whm: accounts, packages, sessions, usage, backups, one set per server.
std::unique_ptr<Provider> makeWhmSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedWhmAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
