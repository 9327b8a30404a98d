#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// GoDaddy's API under /godaddy: domains (v1, and v2 for renewal and DNSSEC), orders, shoppers.
///
/// Names decide what happens to them: `taken…` is registered elsewhere (its auth code is
/// Elsewhere-Code-1), `taken-locked…` cannot be moved in, `taken-refused…` fails to; `stale…` looks
/// free until the registry is asked; `premium…` costs a hundred times as much; `reserved…` is not
/// sold. A fresh domain is being set up when it is first looked at; a transfer takes three looks,
/// or five days.
std::unique_ptr<Provider> makeGodaddySandbox(const SandboxOptions& options, const Clock& clock);
Json fixedGodaddyAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
