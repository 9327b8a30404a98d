#pragma once

// What may be left open in a sandbox and not in production.

#include "core/app/foundation.h"
#include "modules/resellers/resellers.h"

#include <string>
#include <vector>

namespace hostler::app {

/// What of these settings will not do in production, one line each that begins with the key;
/// nothing in a sandbox.
std::vector<std::string> unfitForProduction(const Settings& settings);
/// Throws ConfigurationError for one that was given and is wrong; warns of those that are missing,
/// without which an engine can be set up but should not meet clients.
void judgeForProduction(const Settings& settings);
/// Makes the setting public_url what the platform's links begin with; none leaves them as they
/// are.
void claimPublicUrl(Foundation& base, Tenants& tenants);
/// The memory of this process holds keys and passwords: no core file shall, nor another process of
/// the same user see it. Before any secret is read.
void forgoCoreDumps();

}  // namespace hostler::app
