#include "backup_mapping.h"

#include "labels.h"
#include "mapping.h"
#include "owned_things.h"

namespace hostler::cloudstack {

using sdk::JobState;
using sdk::ResourceState;

ResourceState snapshotState(const std::string& word) {
  if (word == "BackedUp" || word == "Ready") return ResourceState::Ready;
  if (word == "Error") return ResourceState::Failed;
  if (word == "Reverting") return ResourceState::Changing;
  if (word == "Destroying" || word == "Removing") return ResourceState::Deleting;
  return ResourceState::Creating;
}

sdk::Snapshot toVolumeSnapshot(const sdk::Json& json) {
  sdk::Snapshot snapshot;
  describe(snapshot, json, textOf(json, "name"));
  snapshot.of = sdk::SnapshotOf::Volume;
  snapshot.source = someText(json, "volumeid");
  snapshot.sizeBytes = someNumber(json, "physicalsize");
  snapshot.state = snapshotState(someText(json, "state"));
  return snapshot;
}

sdk::Backup toBackup(const sdk::Json& snapshot) {
  sdk::Backup backup;
  backup.id = textOf(snapshot, "id");
  const auto state = snapshotState(someText(snapshot, "state"));
  backup.state = state == ResourceState::Failed     ? JobState::Failed
                 : state == ResourceState::Creating ? JobState::Running
                                                    : JobState::Done;
  backup.restorable = backup.state == JobState::Done && flagOf(snapshot, "revertable");
  backup.outlivesAccount = outlivesAccount(someText(snapshot, "name"));
  backup.sizeBytes = someNumber(snapshot, "physicalsize");
  backup.createdAt = timeOf(snapshot, "created");
  return backup;
}

}  // namespace hostler::cloudstack
