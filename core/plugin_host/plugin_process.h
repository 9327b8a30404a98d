#pragma once

#include "core/child/supervised.h"
#include "core/plugin_host/plugin_host.h"

#include <set>
#include <string>

namespace hostler::plugin {

/// How many deliveries (webhooks) one instance checks at once, beside the calls to its provider.
inline constexpr int kDeliveryTurns = 2;

/// How the process of one instance is started, limited, confined and greeted.
child::Supervision supervise(const InstanceSpec& spec, const PluginHost::Engine& engine);

/// The members of requests that are secret whatever plugin they go to, and those that its schemas
/// name.
std::set<std::string> secretNamesOf(const Manifest& manifest);

}  // namespace hostler::plugin
