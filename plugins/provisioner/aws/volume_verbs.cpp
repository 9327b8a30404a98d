// Volumes of Elastic Block Store.
#include "aws_provisioner.h"
#include "patience.h"
#include "refusals.h"
#include "resource_mapping.h"

#include <algorithm>

namespace hostler::aws {
namespace {

using sdk::Reply;

constexpr std::int64_t kLargestGib = 65'536;

Reply<sdk::Volume> answered(Reply<sdk::Volume> volume) {
  if (!volume || volume->state == sdk::ResourceState::Ready) return volume;
  if (volume->state == sdk::ResourceState::Failed)
    return sdk::permanent("action_failed", "the volume " + volume->id + " has failed");
  return sdk::Pending{std::move(*volume)};
}

// Letters from f on are for volumes that are attached later (EC2's own recommendation).
std::string freeDevice(const Instance& machine) {
  for (char letter = 'f'; letter <= 'p'; ++letter) {
    const auto device = std::string{"/dev/sd"} + letter;
    if (std::ranges::find(machine.volumes, device, &AttachedVolume::device) ==
        machine.volumes.end())
      return device;
  }
  return {};
}

bool isWholeSize(std::int64_t bytes) {
  return bytes > 0 && bytes % kGibibyte == 0 && bytes / kGibibyte <= kLargestGib;
}

}  // namespace

Reply<sdk::Page<sdk::Volume>> AwsProvisioner::listVolumes(const sdk::Call& call,
                                                          const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.page(call, cloud, kVolumes, request);
  if (!listed) return listed.error();
  sdk::Page<sdk::Volume> page{{}, listed->nextCursor};
  for (const auto& item : listed->items) {
    auto volume = mapped(toVolume, item);
    if (!volume) return volume.error();
    page.items.push_back(std::move(*volume));
  }
  return page;
}

Reply<sdk::Found<sdk::Volume>> AwsProvisioner::getVolume(const sdk::Call& call,
                                                         const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kVolumes, request);
  if (!found) return found.error();
  if (!*found) return sdk::Found<sdk::Volume>{};
  auto volume = mapped(toVolume, **found);
  if (volume) volume = withModification(call, cloud, std::move(*volume));
  if (!volume) return volume.error();
  const bool isDone =
      volume->state == sdk::ResourceState::Ready || volume->state == sdk::ResourceState::Failed;
  sdk::Found<sdk::Volume> item{std::move(*volume)};
  if (isDone) return item;
  return sdk::Pending{std::move(item)};
}

Reply<sdk::Volume> AwsProvisioner::createVolume(const sdk::Call& call,
                                                const sdk::CreateVolume& request) {
  const auto cloud = cloudOf(call, request);
  const auto labels = labelsFor(request.owner, request.reference, request.name);
  if (!isWholeSize(request.sizeBytes)) return badRequest("size_bytes is not a whole number of GiB");
  if (!request.fileSystem.empty())
    return badRequest("file_system cannot be chosen: EC2 hands out volumes blank");
  const auto found = things_.glimpsed(call, cloud, kVolumes, request.owner, request.reference);
  if (!found) return found.error();
  if (*found) return answered(mapped(toVolume, **found));

  Form form;
  form.set("Size", std::to_string(request.sizeBytes / kGibibyte)).set("VolumeType", "gp3");
  form.set("ClientToken", requestToken({"volume", request.reference, call.key}));
  form.tagged(kVolumes.tagName, labels);
  if (!request.snapshot.empty()) {
    const auto source = things_.owned(call, cloud, kSnapshots, request.owner, request.snapshot);
    if (!source) return source.error();
    form.set("SnapshotId", request.snapshot);
  }
  auto zone =
      request.region.empty() || request.region == cloud.region ? cloud.zone : request.region;
  if (zone.empty()) {
    const auto zones = client_.read(call, cloud, "DescribeAvailabilityZones",
                                    Form{}.filter("state", {"available"}));
    if (!zones) return zones.error();
    const auto& all = (*zones)["availabilityZoneInfo"].children;
    if (!all.empty()) zone = all.front().textOf("zoneName");
  }
  if (!isZone(zone) || !zone.starts_with(cloud.region))
    return badRequest("region is not an availability zone of this cloud account");
  form.set("AvailabilityZone", zone);
  const auto made =
      things_.make(call, cloud, kVolumes, request.owner, request.reference, "CreateVolume", form);
  if (!made) return made.error();
  return answered(mapped(toVolume, *made));
}

Reply<sdk::Removed> AwsProvisioner::deleteVolume(const sdk::Call& call,
                                                 const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kVolumes, request, "DeleteVolume");
}

Reply<sdk::Volume> AwsProvisioner::attachVolume(const sdk::Call& call,
                                                const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.owned(call, cloud, kVolumes, request.owner, request.id);
  if (!item) return item.error();
  const auto machine = instances_.owned(call, cloud, request.machine, request.owner);
  if (!machine) return machine.error();
  auto volume = mapped(toVolume, *item);
  if (!volume || volume->machine == machine->id) return answered(std::move(volume));
  if (!volume->machine.empty())
    return sdk::permanent("in_use",
                          "the volume is attached to another machine: " + volume->machine);
  if (volume->region != machine->zone)
    return badRequest("the volume is in another availability zone than the machine");
  const auto device = freeDevice(*machine);
  if (device.empty()) return sdk::permanent("no_device", "the machine takes no further volume");
  const auto attached = things_.change(
      call, cloud, kVolumes, request.id, "AttachVolume",
      Form{}.set("VolumeId", request.id).set("InstanceId", machine->id).set("Device", device),
      [&](const XmlElement& now) {
        const auto& attachments = now["attachmentSet"].children;
        return !attachments.empty() && attachments.front().textOf("instanceId") == machine->id;
      });
  if (!attached) return attached.error();
  return answered(mapped(toVolume, *attached));
}

Reply<sdk::Volume> AwsProvisioner::detachVolume(const sdk::Call& call,
                                                const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.owned(call, cloud, kVolumes, request.owner, request.id);
  if (!item) return item.error();
  const auto isLetGo = [](const XmlElement& now) {
    const auto& attachments = now["attachmentSet"].children;
    return attachments.empty() || attachments.front().textOf("status") == "detaching" ||
           attachments.front().textOf("status") == "detached";
  };
  if (isLetGo(*item)) return answered(mapped(toVolume, *item));
  // Named, so that it is not taken from one that it was moved to meanwhile.
  const auto from = (*item)["attachmentSet"].children.front().textOf("instanceId");
  const auto detached =
      things_.change(call, cloud, kVolumes, request.id, "DetachVolume",
                     Form{}.set("VolumeId", request.id).set("InstanceId", from), isLetGo);
  if (!detached) return detached.error();
  return answered(mapped(toVolume, *detached));
}

Reply<sdk::Volume> AwsProvisioner::resizeVolume(const sdk::Call& call,
                                                const sdk::ResizeVolume& request) {
  const auto cloud = cloudOf(call, request);
  if (!isWholeSize(request.sizeBytes)) return badRequest("size_bytes is not a whole number of GiB");
  auto item = things_.owned(call, cloud, kVolumes, request.owner, request.id);
  if (!item) return item.error();
  auto volume = mapped(toVolume, *item);
  if (!volume) return volume;
  if (volume->sizeBytes > request.sizeBytes)
    return badRequest("size_bytes is less than the volume has: a volume never shrinks");
  const auto usableNow = grown(call, cloud, request.id, request.sizeBytes / kGibibyte);
  if (!usableNow) return usableNow.error();
  item = things_.owned(call, cloud, kVolumes, request.owner, request.id);
  if (!item) return notConfirmed("after ModifyVolume: " + item.error().message);
  volume = mapped(toVolume, *item);
  if (!volume || *usableNow) return volume;
  volume->state = sdk::ResourceState::Changing;
  return sdk::Pending{std::move(*volume)};
}

}  // namespace hostler::aws
