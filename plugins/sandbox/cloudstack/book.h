#pragma once

#include "plugins/sandbox/cloudstack/cloud_state.h"

namespace hostler::sandbox::cloudstack {

/// What truly exists in all clouds, by kind: documents as the API shows them, with the keys of tags
/// as a list of texts.
Json bookOf(const std::map<std::string, Cloud>& clouds);

}  // namespace hostler::sandbox::cloudstack
