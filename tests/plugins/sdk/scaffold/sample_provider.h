#pragma once

#include "plugins/sandbox/provider.h"

#include <memory>
#include <string>

namespace hostler::testing {

/// The hosting provider that the skeleton of a provisioner imagines, under the name of the plugin.
/// It forgets nothing and knows no key of ours: one reference has one account, one domain too.
std::unique_ptr<sandbox::Provider> makeSampleProvider(std::string name);

}  // namespace hostler::testing
