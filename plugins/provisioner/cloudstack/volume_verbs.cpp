// Volumes of clients' own.
#include "cloudstack_provisioner.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;
using sdk::ResourceState;

ResourceState stateOf(const Json& json) {
  const auto word = someText(json, "state");
  if (word != "Creating" && isAtWork(json)) return ResourceState::Changing;
  // One that was never attached has no place yet, and can be attached.
  if (word == "Ready" || word == "Allocated") return ResourceState::Ready;
  if (word == "Creating") return ResourceState::Creating;
  if (word == "UploadError" || word == "Error") return ResourceState::Failed;
  return ResourceState::Changing;
}

sdk::Volume toVolume(const Json& json) {
  sdk::Volume volume;
  describe(volume, json, textOf(json, "name"));
  volume.state = stateOf(json);
  volume.sizeBytes = numberOf(json, "size");
  volume.machine = someText(json, "virtualmachineid");
  return volume;
}

bool isUnderWay(const sdk::Volume& volume) {
  return volume.state == ResourceState::Creating || volume.state == ResourceState::Changing;
}

Step detaching(const sdk::Volume& volume) {
  return {"detachVolume", {{"id", volume.id}}, kMoment};
}

}  // namespace

Reply<sdk::Page<sdk::Volume>> CloudstackProvisioner::listVolumes(
    const sdk::Call& call, const sdk::ListResources& request) {
  return things_.page<sdk::Volume>(call, cloudOf(call, request), kVolumes, request, toVolume);
}

Reply<sdk::Found<sdk::Volume>> CloudstackProvisioner::getVolume(const sdk::Call& call,
                                                                const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kVolumes, request);
  sdk::Found<sdk::Volume> found;
  if (!entry) return found;
  found.item = toVolume(*entry);
  if (found.item->state == ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Volume> CloudstackProvisioner::createVolume(const sdk::Call& call,
                                                       const sdk::CreateVolume& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  if (!request.fileSystem.empty()) return badRequest("the cloud formats no volumes");
  Params params{{"name", label}, {"size", gibibytesOf(request.sizeBytes, "size_bytes")}};
  if (request.snapshot.empty()) {
    params.emplace_back("zoneid", zoneOf(cloud, request));
  } else {
    (void)things_.existing(call, cloud, kSnapshots, request.snapshot, request.owner);
    params.emplace_back("snapshotid", request.snapshot);
  }
  params.emplace_back("diskofferingid",
                      needed(cloud.diskOffering, "server_settings.disk_offering"));

  const auto read = [&] { return things_.byLabel(call, cloud, kVolumes, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Step{"createVolume", params};
    return isUnderWay(toVolume(*entry)) ? Due{Waiting{}} : Due{Nothing{}};
  });
  if (settled && !*settled) return notConfirmed("the new volume does not show");
  return mapped(std::move(settled), [](auto entry) { return toVolume(*entry); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteVolume(const sdk::Call& call,
                                                        const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  bool existed = false;
  const auto read = [&] { return things_.byId(call, cloud, kVolumes, request.id, request.owner); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Nothing{};
    existed = true;
    const auto volume = toVolume(*entry);
    if (isUnderWay(volume)) return Waiting{};
    if (!volume.machine.empty()) return detaching(volume);
    return Step{"deleteVolume", {{"id", volume.id}}};
  });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

Reply<sdk::Volume> CloudstackProvisioner::attachVolume(const sdk::Call& call,
                                                       const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.ownersMachine(call, cloud, request.machine, request.owner);
  const auto read = [&] {
    return toVolume(things_.existing(call, cloud, kVolumes, request.id, request.owner));
  };
  return settle(call, cloud, worker_, read, [&](const sdk::Volume& volume) -> Due {
    if (volume.machine == vm.id()) return Nothing{};
    if (isUnderWay(volume)) return Waiting{};
    if (!volume.machine.empty()) {
      return sdk::permanent(std::string{kRefused},
                            "the volume is attached to the machine " + volume.machine);
    }
    return Step{"attachVolume", {{"id", volume.id}, {"virtualmachineid", vm.id()}}, kMoment};
  });
}

Reply<sdk::Volume> CloudstackProvisioner::detachVolume(const sdk::Call& call,
                                                       const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] {
    return toVolume(things_.existing(call, cloud, kVolumes, request.id, request.owner));
  };
  return settle(call, cloud, worker_, read, [](const sdk::Volume& volume) -> Due {
    if (volume.machine.empty()) return Nothing{};
    if (isUnderWay(volume)) return Waiting{};
    return detaching(volume);
  });
}

Reply<sdk::Volume> CloudstackProvisioner::resizeVolume(const sdk::Call& call,
                                                       const sdk::ResizeVolume& request) {
  const auto cloud = cloudOf(call, request);
  const auto gibibytes = gibibytesOf(request.sizeBytes, "size_bytes");
  const auto read = [&] {
    return toVolume(things_.existing(call, cloud, kVolumes, request.id, request.owner));
  };
  return settle(call, cloud, worker_, read, [&](const sdk::Volume& volume) -> Due {
    if (volume.sizeBytes == request.sizeBytes) return Nothing{};
    if (volume.sizeBytes > request.sizeBytes) return badRequest("a volume does not shrink");
    if (isUnderWay(volume)) return Waiting{};
    return Step{"resizeVolume", {{"id", volume.id}, {"size", gibibytes}}, kMoment};
  });
}

}  // namespace hostler::cloudstack
