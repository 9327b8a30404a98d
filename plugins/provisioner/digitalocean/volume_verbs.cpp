#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::Reply;
using sdk::Volume;

std::optional<std::int64_t> gibibytes(std::int64_t bytes) {
  if (bytes <= 0 || bytes % kGibibyte != 0) return std::nullopt;
  return bytes / kGibibyte;
}

sdk::GetResource lookFor(const sdk::OnResource& request) {
  sdk::GetResource look;
  static_cast<sdk::OfOwner&>(look) = request;
  look.id = request.id;
  return look;
}

}  // namespace

Reply<sdk::Page<Volume>> DigitalOceanProvisioner::listVolumes(const sdk::Call& call,
                                                              const sdk::ListResources& request) {
  return pageOf<Volume>(things_.list(call, cloudOf(call, request), kVolumes, request), toVolume);
}

Reply<sdk::Found<Volume>> DigitalOceanProvisioner::getVolume(const sdk::Call& call,
                                                             const sdk::GetResource& request) {
  return foundOf<Volume>(things_.find(call, cloudOf(call, request), kVolumes, request), toVolume);
}

Reply<Volume> DigitalOceanProvisioner::createVolume(const sdk::Call& call,
                                                    const sdk::CreateVolume& request) {
  const auto cloud = cloudOf(call, request);
  const auto size = gibibytes(request.sizeBytes);
  if (!size) return badRequest("size_bytes is not a whole number of GiB");
  Json body{{"region", request.region.empty() ? cloud.region : request.region},
            {"size_gigabytes", *size},
            {"description", request.name}};
  if (!request.fileSystem.empty()) body["filesystem_type"] = request.fileSystem;
  if (!request.snapshot.empty()) {
    const auto source = things_.expected(call, cloud, kSnapshots, request.owner, request.snapshot);
    if (!source) return source.error();
    body["snapshot_id"] = request.snapshot;
  }
  return answerOf(things_.make(call, cloud, kVolumes, request, std::move(body)), toVolume);
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteVolume(const sdk::Call& call,
                                                          const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = getVolume(call, lookFor(request));
  if (!found) return found.error();
  if (found->item && !found->item->machine.empty())
    return sdk::permanent(std::string{kInUse}, "the volume is attached to a machine");
  return things_.remove(call, cloud, kVolumes, request);
}

Reply<Volume> DigitalOceanProvisioner::bringVolume(const sdk::Call& call, const CloudAccount& cloud,
                                                   const sdk::OnResource& request, Json action,
                                                   const WantedVolume& isWanted) {
  const auto before = things_.expected(call, cloud, kVolumes, request.owner, request.id);
  if (!before) return before.error();
  try {
    auto volume = toVolume(*before);
    if (isWanted(volume)) return volume;
    action["region"] = volume.region;
    const auto begun =
        actions_.begin(call, cloud, {pathOf(kVolumes, request.id), std::move(action)});
    if (!begun) return begun.error();
    const auto after = things_.expected(call, cloud, kVolumes, request.owner, request.id);
    if (!after) return notConfirmed(after.error().message);
    volume = toVolume(*after);
    if (isWanted(volume)) return volume;
    volume.state = sdk::ResourceState::Changing;
    return sdk::Pending{std::move(volume)};
  } catch (const MappingError& error) {
    return notConfirmed(error.what());
  }
}

Reply<Volume> DigitalOceanProvisioner::attachVolume(const sdk::Call& call,
                                                    const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = droplets_.ownersOwn(call, cloud, request.machine, request.owner);
  if (!droplet) return droplet.error();
  return bringVolume(call, cloud, request,
                     {{"type", "attach"}, {"droplet_id", idWord(droplet->id)}},
                     [&](const Volume& volume) {
                       if (!volume.machine.empty() && volume.machine != droplet->id) {
                         throw sdk::ProviderFailure{sdk::permanent(
                             std::string{kInUse}, "the volume is attached to another machine")};
                       }
                       return volume.machine == droplet->id;
                     });
}

Reply<Volume> DigitalOceanProvisioner::detachVolume(const sdk::Call& call,
                                                    const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = getVolume(call, lookFor(request));
  if (!found) return found.error();
  const auto machine = found->item ? found->item->machine : std::string{};
  return bringVolume(call, cloud, request, {{"type", "detach"}, {"droplet_id", idWord(machine)}},
                     [](const Volume& volume) { return volume.machine.empty(); });
}

Reply<Volume> DigitalOceanProvisioner::resizeVolume(const sdk::Call& call,
                                                    const sdk::ResizeVolume& request) {
  const auto cloud = cloudOf(call, request);
  const auto size = gibibytes(request.sizeBytes);
  if (!size) return badRequest("size_bytes is not a whole number of GiB");
  return bringVolume(call, cloud, request, {{"type", "resize"}, {"size_gigabytes", *size}},
                     [&](const Volume& volume) {
                       if (volume.sizeBytes > request.sizeBytes) {
                         throw sdk::ProviderFailure{badRequest("a volume never becomes smaller")};
                       }
                       return volume.sizeBytes == request.sizeBytes;
                     });
}

}  // namespace hostler::digitalocean
