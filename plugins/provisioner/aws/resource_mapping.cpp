#include "resource_mapping.h"

#include "times.h"

#include <algorithm>

namespace hostler::aws {
namespace {

void fillLabels(sdk::Resource& resource, const XmlElement& item) {
  const auto tags = tagsOf(item);
  resource.reference = tagIn(tags, kReferenceTag);
  resource.name = tagIn(tags, kNameTag);
}

sdk::ResourceState volumeState(const std::string& status) {
  if (status == "creating") return sdk::ResourceState::Creating;
  if (status == "available" || status == "in-use") return sdk::ResourceState::Ready;
  if (status == "deleting" || status == "deleted") return sdk::ResourceState::Deleting;
  if (status == "error") return sdk::ResourceState::Failed;
  throw MappingError{"a volume is in no known state"};
}

sdk::ResourceState snapshotState(const std::string& status) {
  if (status == "pending" || status == "recovering") return sdk::ResourceState::Creating;
  if (status == "completed" || status == "recoverable") return sdk::ResourceState::Ready;
  if (status == "error") return sdk::ResourceState::Failed;
  throw MappingError{"a snapshot is in no known state"};
}

// Letters before the first digit name the family: "c7g.large", "r6i.xlarge".
sdk::SizeClass classOf(const std::string& type) {
  const auto family = type.substr(0, type.find_first_of("0123456789"));
  if (family == "c" || family == "hpc") return sdk::SizeClass::Compute;
  if (family == "r" || family == "x" || family == "z" || family == "u")
    return sdk::SizeClass::Memory;
  return sdk::SizeClass::General;
}

std::string distributionOf(const std::string& name) {
  constexpr std::pair<std::string_view, const char*> kWords[] = {
      {"ubuntu", "Ubuntu"}, {"debian", "Debian"}, {"al2023", "Amazon Linux"}};
  for (const auto& [word, distribution] : kWords) {
    if (name.find(word) != std::string::npos) return distribution;
  }
  return {};
}

}  // namespace

sdk::Volume toVolume(const XmlElement& item) {
  sdk::Volume volume;
  fillLabels(volume, item);
  volume.id = idOf(item, "volumeId", "vol-");
  volume.state = volumeState(item.textOf("status"));
  volume.region = item.textOf("availabilityZone");
  volume.createdAt = parseTime(item.textOf("createTime"));
  volume.sizeBytes = numberOf(item, "size") * kGibibyte;
  const auto& attachments = item["attachmentSet"].children;
  if (attachments.empty()) return volume;
  const auto& status = attachments.front().textOf("status");
  if (status != "detached") volume.machine = idOf(attachments.front(), "instanceId", "i-");
  if (status == "attaching" || status == "detaching" || status == "busy")
    volume.state = sdk::ResourceState::Changing;
  return volume;
}

sdk::Snapshot toSnapshot(const XmlElement& item, const std::string& region) {
  sdk::Snapshot snapshot;
  fillLabels(snapshot, item);
  snapshot.id = idOf(item, "snapshotId", "snap-");
  snapshot.state = snapshotState(item.textOf("status"));
  snapshot.region = region;
  snapshot.createdAt = parseTime(item.textOf("startTime"));
  const auto tags = tagsOf(item);
  const auto machine = tagIn(tags, kSourceTag);
  snapshot.of = machine.empty() ? sdk::SnapshotOf::Volume : sdk::SnapshotOf::Machine;
  snapshot.source = machine.empty() ? idOf(item, "volumeId", "vol-") : machine;
  snapshot.sizeBytes = someNumber(item, "fullSnapshotSizeInBytes");
  return snapshot;
}

sdk::Backup toBackup(const XmlElement& item) {
  const auto snapshot = toSnapshot(item, {});
  sdk::Backup backup;
  backup.id = snapshot.id;
  backup.state = snapshot.state == sdk::ResourceState::Ready      ? sdk::JobState::Done
                 : snapshot.state == sdk::ResourceState::Creating ? sdk::JobState::Running
                                                                  : sdk::JobState::Failed;
  backup.restorable = backup.state == sdk::JobState::Done;
  backup.outlivesAccount = tagIn(tagsOf(item), kOutlivesTag) == "yes";
  backup.sizeBytes = snapshot.sizeBytes;
  backup.createdAt = snapshot.createdAt;
  if (backup.state == sdk::JobState::Running) backup.handle = "snapshot|" + backup.id;
  return backup;
}

sdk::Address toAddress(const XmlElement& item, const std::string& region) {
  sdk::Address address;
  fillLabels(address, item);
  address.id = idOf(item, "allocationId", "eipalloc-");
  address.region = region;
  address.ip = item.textOf("publicIp");
  if (address.ip.empty()) throw MappingError{"an address has no address"};
  if (!item.textOf("instanceId").empty()) address.machine = idOf(item, "instanceId", "i-");
  return address;
}

sdk::SshKey toSshKey(const XmlElement& item, const std::string& region) {
  sdk::SshKey key;
  fillLabels(key, item);
  key.id = idOf(item, "keyPairId", "key-");
  key.region = region;
  key.createdAt = parseTime(item.textOf("createTime"));
  key.publicKey = item.textOf("publicKey");
  key.fingerprint = item.textOf("keyFingerprint");
  return key;
}

sdk::Size toSize(const XmlElement& type, const std::string& region) {
  sdk::Size size;
  size.id = size.name = type.textOf("instanceType");
  if (size.id.empty()) throw MappingError{"an instance type has no name"};
  size.sizeClass = classOf(size.id);
  size.vcpus = numberOf(type["vCpuInfo"], "defaultVCpus");
  size.memoryBytes = numberOf(type["memoryInfo"], "sizeInMiB") * kMebibyte;
  size.regions = {region};
  return size;
}

sdk::Region toZone(const XmlElement& item) {
  sdk::Region zone;
  zone.id = zone.name = item.textOf("zoneName");
  if (zone.id.empty()) throw MappingError{"an availability zone has no name"};
  zone.available = item.textOf("zoneState") == "available";
  return zone;
}

sdk::Image toImage(const XmlElement& item, const std::string& region) {
  sdk::Image image;
  image.id = idOf(item, "imageId", "ami-");
  image.name = item.textOf("description");
  if (image.name.empty()) image.name = item.textOf("name");
  image.distribution = distributionOf(item.textOf("name"));
  image.available = item.textOf("imageState") == "available";
  image.state = image.available ? sdk::ResourceState::Ready : sdk::ResourceState::Changing;
  image.region = region;
  image.createdAt = parseTime(item.textOf("creationDate"));
  image.regions = {region};
  for (const auto& device : item["blockDeviceMapping"].children) {
    if (device.textOf("deviceName") != item.textOf("rootDeviceName")) continue;
    if (const auto gib = someNumber(device["ebs"], "volumeSize"))
      image.minDiskBytes = *gib * kGibibyte;
  }
  return image;
}

}  // namespace hostler::aws
