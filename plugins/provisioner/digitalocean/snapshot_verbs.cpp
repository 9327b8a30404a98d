#include "digitalocean_provisioner.h"
#include "labels.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

namespace hostler::digitalocean {

using sdk::Reply;
using sdk::Snapshot;

Reply<sdk::Page<Snapshot>> DigitalOceanProvisioner::listSnapshots(
    const sdk::Call& call, const sdk::ListResources& request) {
  return pageOf<Snapshot>(things_.list(call, cloudOf(call, request), kSnapshots, request),
                          toSnapshot);
}

Reply<sdk::Found<Snapshot>> DigitalOceanProvisioner::getSnapshot(const sdk::Call& call,
                                                                 const sdk::GetResource& request) {
  return foundOf<Snapshot>(things_.find(call, cloudOf(call, request), kSnapshots, request),
                           toSnapshot);
}

Reply<Snapshot> DigitalOceanProvisioner::createSnapshot(const sdk::Call& call,
                                                        const sdk::CreateSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  if (request.machine.has_value() != request.volume.empty())
    return badRequest("either machine or volume is required");
  const auto label = labelOf(request.owner, request.reference);
  auto before = things_.byLabel(call, cloud, kSnapshots, label);
  if (!before) return before.error();
  if (*before) return answerOf(Reply<sdk::Json>{std::move(**before)}, toSnapshot);
  return request.machine ? snapshotMachine(call, cloud, request)
                         : snapshotVolume(call, cloud, request);
}

// The snapshot shows only once it is whole, so until then it has no id.
Reply<Snapshot> DigitalOceanProvisioner::snapshotMachine(const sdk::Call& call,
                                                         const CloudAccount& cloud,
                                                         const sdk::CreateSnapshot& request) {
  const auto label = labelOf(request.owner, request.reference);
  const auto droplet = droplets_.ownersOwn(call, cloud, *request.machine, request.owner);
  if (!droplet) return droplet.error();
  const auto path = "/v2/droplets/" + droplet->id;
  const auto isMaking = actions_.isUnderWay(call, cloud, path, "snapshot");
  if (!isMaking) return isMaking.error();
  auto made = things_.byLabel(call, cloud, kSnapshots, label);
  if (!made) return made.error();
  if (*made) return answerOf(Reply<sdk::Json>{std::move(**made)}, toSnapshot);
  if (!*isMaking) {
    const auto begun = actions_.begin(call, cloud, {path, {{"type", "snapshot"}, {"name", label}}});
    if (!begun) return begun.error();
  }
  Snapshot snapshot;
  snapshot.reference = request.reference;
  snapshot.name = label;
  snapshot.state = sdk::ResourceState::Creating;
  snapshot.region = droplet->account.machine->region;
  snapshot.source = droplet->id;
  return sdk::Pending{std::move(snapshot)};
}

Reply<Snapshot> DigitalOceanProvisioner::snapshotVolume(const sdk::Call& call,
                                                        const CloudAccount& cloud,
                                                        const sdk::CreateSnapshot& request) {
  const auto label = labelOf(request.owner, request.reference);
  const auto volume = things_.expected(call, cloud, kVolumes, request.owner, request.volume);
  if (!volume) return volume.error();
  const auto written = client_.write(
      call, cloud, "POST", pathOf(kVolumes, request.volume) + "/snapshots", {{"name", label}});
  if (!written && !isRefusal(written.error())) return written.error();
  auto after = things_.byLabel(call, cloud, kSnapshots, label);
  if (!after) return notConfirmed(after.error().message);
  if (*after) return answerOf(Reply<sdk::Json>{std::move(**after)}, toSnapshot);
  return written ? notConfirmed("the snapshot does not show") : written.error();
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteSnapshot(const sdk::Call& call,
                                                            const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kSnapshots, request);
}

Reply<Snapshot> DigitalOceanProvisioner::restoreSnapshot(const sdk::Call& call,
                                                         const sdk::RestoreSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  auto snapshot =
      answerOf(things_.expected(call, cloud, kSnapshots, request.owner, request.id), toSnapshot);
  if (!snapshot) return snapshot;
  if (snapshot->of != sdk::SnapshotOf::Machine || snapshot->source != request.machine.id)
    return sdk::permanent("not_restorable", "the snapshot is not of this machine");
  const auto droplet = droplets_.ownersOwn(call, cloud, request.machine, request.owner);
  if (!droplet) return droplet.error();
  if (has(droplet->tags, kSuspendedTag))
    return sdk::permanent("suspended", "the droplet is suspended");
  const auto restored = act(call, cloud, *droplet,
                            {{"type", "restore"}, {"image", idWord(request.id)}}, request.asked());
  if (!restored) return restored.error();
  if (restored.isPending()) return sdk::Pending{std::move(*snapshot)};
  return snapshot;
}

}  // namespace hostler::digitalocean
