#pragma once

#include <hostler/json.hpp>
#include <hostler/provisioner_server_types.hpp>
#include <hostler/snapshots.hpp>

namespace hostler::cloudstack {

/// An entry of listSnapshots as a backup, by its name.
sdk::Backup toBackup(const sdk::Json& snapshot);

/// An entry of listSnapshots.
sdk::Snapshot toVolumeSnapshot(const sdk::Json& snapshot);

/// How far a snapshot's state word has come.
sdk::ResourceState snapshotState(const std::string& word);

}  // namespace hostler::cloudstack
