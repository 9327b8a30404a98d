#pragma once

#include "core/child/supervised.h"
#include "core/plugin_host/plugin_host.h"

#include <set>
#include <string>

namespace hostler::plugin {

/// How the process of one instance is started, limited, confined and greeted.
child::Supervision supervise(const InstanceSpec& spec, const PluginHost::Engine& engine);

/// The members of requests that are secret whatever plugin they go to, and those that its schemas
/// name.
std::set<std::string> secretNamesOf(const Manifest& manifest);

}  // namespace hostler::plugin
