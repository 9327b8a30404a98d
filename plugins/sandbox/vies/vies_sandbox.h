#pragma once

#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// VIES's REST API under /vies: check-vat-number and check-status. It has no credentials. What
/// POST /_accounts adds is a trader of a member state's register, or with `error` what that
/// register says instead: of one `number`, or of the whole `country`.
std::unique_ptr<Provider> makeViesSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedViesAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
