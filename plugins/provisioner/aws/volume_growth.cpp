// Making volumes larger. EC2 does it while they are in use; the size is usable once the
// modification "optimizes", long before it is completed.
#include "aws_provisioner.h"
#include "patience.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

/// A volume's last modification.
struct Modification {
  std::string state;
  std::int64_t target = 0;

  bool isRunning() const { return state == "modifying"; }
};

Reply<std::optional<Modification>> modificationOf(const QueryClient& client, const sdk::Call& call,
                                                  const Cloud& cloud, const std::string& volume) {
  const auto found = client.all(call, cloud, "DescribeVolumesModifications",
                                "volumeModificationSet", Form{}.filter("volume-id", {volume}));
  if (!found) return found.error();
  std::optional<Modification> last;
  for (const auto& item : *found) {
    if (item.textOf("volumeId") != volume) continue;
    last =
        Modification{item.textOf("modificationState"), someNumber(item, "targetSize").value_or(0)};
  }
  return last;
}

}  // namespace

Reply<bool> AwsProvisioner::grown(const sdk::Call& call, const Cloud& cloud,
                                  const std::string& volume, std::int64_t gib) const {
  struct Progress {
    std::int64_t size = 0;
    std::optional<Modification> last;
  };
  const auto progress = [&]() -> Reply<Progress> {
    const auto seen = client_.all(call, cloud, kVolumes.describe, kVolumes.set,
                                  Form{}.list(kVolumes.idField, {volume}));
    if (!seen) return seen.error();
    if (seen->size() != 1 || seen->front().textOf("volumeId") != volume)
      return misfit("EC2 answered with another volume than it was asked for");
    const auto size = someNumber(seen->front(), "size");
    if (!size) return misfit("a volume of EC2's has no size");
    auto last = modificationOf(client_, call, cloud, volume);
    if (!last) return last.error();
    return Progress{*size, std::move(*last)};
  };
  const auto isOnItsWay = [&](const Progress& now) {
    return now.size >= gib || (now.last && now.last->isRunning() && now.last->target >= gib);
  };
  auto now = progress();
  if (!now) return now.error();
  if (!isOnItsWay(*now)) {
    if (now->last && now->last->isRunning())
      return busy("the volume " + volume + " is being modified");
    const auto written =
        client_.write(call, cloud, "ModifyVolume",
                      Form{}.set("VolumeId", volume).set("Size", std::to_string(gib)));
    if (!written && !isRefusal(written.error())) return written.error();
    now = eventually(call, progress, isOnItsWay);
    if (!now) return notConfirmed("after ModifyVolume: " + now.error().message);
    if (!isOnItsWay(*now) && !written) return written.error();
    if (!isOnItsWay(*now))
      return notConfirmed("EC2 accepted ModifyVolume, and the volume shows nothing of it");
  }
  return !(now->last && now->last->isRunning());
}

Reply<sdk::Volume> AwsProvisioner::withModification(const sdk::Call& call, const Cloud& cloud,
                                                    sdk::Volume volume) const {
  const auto last = modificationOf(client_, call, cloud, volume.id);
  if (!last) return last.error();
  if (*last && (*last)->isRunning()) volume.state = sdk::ResourceState::Changing;
  return volume;
}

}  // namespace hostler::aws
