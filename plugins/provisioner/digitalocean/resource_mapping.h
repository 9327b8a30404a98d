#pragma once

// What belongs to droplets, from DigitalOcean's words to the SDK's. Pure; throws MappingError.

#include "mapping.h"

#include <hostler/machines.hpp>

namespace hostler::digitalocean {

sdk::SshKey toSshKey(const sdk::Json& json);
sdk::Volume toVolume(const sdk::Json& json);
sdk::Snapshot toSnapshot(const sdk::Json& json);
sdk::Address toAddress(const sdk::Json& json);
sdk::Network toNetwork(const sdk::Json& json);
sdk::Cluster toCluster(const sdk::Json& json);
/// Without its password unless `withPassword`.
sdk::ManagedDatabase toDatabase(const sdk::Json& json, bool withPassword);
sdk::Image toImage(const sdk::Json& json);

}  // namespace hostler::digitalocean
