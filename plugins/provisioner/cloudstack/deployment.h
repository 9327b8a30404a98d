#pragma once

#include "course.h"
#include "settings.h"
#include "virtual_machine.h"

#include <hostler/provisioner_types.hpp>

namespace hostler::cloudstack {

/// The command that makes a machine: what was ordered, else what the product says, else what the
/// cloud's settings say. Throws ProviderFailure (Permanent) where something is missing.
Step deploymentOf(const Cloud& cloud, const ProductSettings& product,
                  const sdk::CreateAccount& request);

/// What an offering leaves open for the client to choose.
void addCustomSize(Params& params, const ProductSettings& product);
bool hasCustomSize(const VirtualMachine& vm, const ProductSettings& product);

}  // namespace hostler::cloudstack
