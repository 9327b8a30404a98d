// Volumes and their modifications.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

ApiError wrongState(const std::string& id, const std::string& why) {
  return {400, "IncorrectState", "The volume '" + id + "' " + why};
}

Json create(ApiCall& call) {
  const auto zone = call.param("AvailabilityZone");
  auto zones = zonesOf(call.account.region);
  if (entryIn(zones, "zoneName", zone) == nullptr) {
    throw ApiError{400, "InvalidZone.NotFound", "The zone '" + zone + "' does not exist."};
  }
  const auto token = call.param("ClientToken");
  const auto request = Json(call.params).dump();
  auto& account = call.account;
  if (const auto used = account.tokens.find(token);
      !token.empty() && used != account.tokens.end()) {
    if (used->second.request != request) {
      throw ApiError{400, "IdempotentParameterMismatch",
                     "The client token you have provided was used for another request."};
    }
    if (!account.volumes.contains(used->second.id))
      throw notFound("InvalidVolume.NotFound", "volume", used->second.id);
    return account.volumes.at(used->second.id);
  }
  const auto snapshot = call.param("SnapshotId");
  if (!snapshot.empty() && !account.snapshots.contains(snapshot))
    throw notFound("InvalidSnapshot.NotFound", "snapshot", snapshot);
  if (snapshot.empty() && !call.has("Size"))
    throw ApiError{400, "MissingParameter", "The request must contain the parameter size/snapshot"};
  const auto id = newId("vol-");
  Json volume{
      {"_id", id},
      {"_lag", account.lag},
      {"volumeId", id},
      {"size",
       call.number("Size",
                   snapshot.empty()
                       ? 1
                       : account.snapshots.at(snapshot).at("volumeSize").get<std::int64_t>())},
      {"status", "creating"},
      {"volumeType", call.param("VolumeType", "gp2")},
      {"availabilityZone", zone},
      {"createTime", call.nowText()},
      {"attachmentSet", Json::array()},
      {"tagSet", call.tagsFor("volume")}};
  if (!snapshot.empty()) volume["snapshotId"] = snapshot;
  becomesLater(volume, {{"status", "available"}});
  if (!token.empty()) account.tokens[token] = {request, id};
  account.volumes[id] = volume;
  return volume;
}

Json remove(ApiCall& call) {
  const auto id = call.param("VolumeId");
  const auto& volume = findVolume(call, id);
  if (!volume.at("attachmentSet").empty()) {
    throw ApiError{400, "VolumeInUse", "Volume " + id + " is currently attached"};
  }
  call.account.volumes.erase(id);
  return simpleReturn();
}

Json attach(ApiCall& call) {
  const auto id = call.param("VolumeId"), device = call.param("Device");
  auto& volume = findVolume(call, id);
  auto& instance = findInstance(call, call.param("InstanceId"));
  if (!volume.at("attachmentSet").empty())
    throw ApiError{400, "VolumeInUse", id + " is already attached to an instance"};
  if (volume.at("status") != "available") throw wrongState(id, "is not 'available'.");
  const auto state = stateOf(instance);
  if (state != "running" && state != "stopped") {
    throw ApiError{400, "IncorrectState",
                   "Instance '" + instance.at("_id").get<std::string>() + "' is not 'running'."};
  }
  if (volume.at("availabilityZone") != instance.at("placement").at("availabilityZone")) {
    throw ApiError{400, "InvalidVolume.ZoneMismatch",
                   "The volume '" + id + "' is not in the same availability zone as the instance"};
  }
  if (entryIn(instance.at("blockDeviceMapping"), "deviceName", device) != nullptr)
    throw ApiError{400, "InvalidParameterValue", "Invalid value '" + device + "' for unixDevice."};
  Json attachment{
      {"volumeId", id},        {"instanceId", instance.at("_id")}, {"device", device},
      {"status", "attaching"}, {"attachTime", call.nowText()},     {"deleteOnTermination", false}};
  volume["status"] = "in-use";
  volume["attachmentSet"] = {attachment};
  auto attached = attachment;
  attached["status"] = "attached";
  becomesLater(volume, {{"attachmentSet", {attached}}});
  instance["blockDeviceMapping"].push_back(
      {{"deviceName", device},
       {"ebs", {{"volumeId", id}, {"status", "attaching"}, {"deleteOnTermination", false}}}});
  return attachment;
}

Json detach(ApiCall& call) {
  const auto id = call.param("VolumeId");
  auto& volume = findVolume(call, id);
  if (volume.at("attachmentSet").empty()) throw wrongState(id, "is in the 'available' state.");
  auto& attachment = volume["attachmentSet"][0];
  auto& instance = findInstance(call, attachment.at("instanceId").get<std::string>());
  if (attachment.at("device") == instance.at("rootDeviceName") && stateOf(instance) != "stopped") {
    throw ApiError{400, "OperationNotPermitted",
                   "Unable to detach root volume '" + id + "' from instance"};
  }
  attachment["status"] = "detaching";
  Json rest = Json::array();
  for (const auto& device : instance.at("blockDeviceMapping")) {
    if (device.at("ebs").at("volumeId") != id) rest.push_back(device);
  }
  instance["blockDeviceMapping"] = rest;
  becomesLater(volume, {{"status", "available"}, {"attachmentSet", Json::array()}});
  return attachment;
}

Json modify(ApiCall& call) {
  const auto id = call.param("VolumeId");
  auto& volume = findVolume(call, id);
  const auto size = call.number("Size", volume.at("size").get<std::int64_t>());
  const auto before = volume.at("size").get<std::int64_t>();
  if (size < before)
    throw ApiError{400, "InvalidParameterValue", "New size cannot be smaller than existing size"};
  auto& modifications = call.account.modifications;
  if (const auto last = modifications.find(id);
      last != modifications.end() && last->second.at("modificationState") == "modifying") {
    throw ApiError{400, "IncorrectModificationState",
                   "Volume " + id + " is already being modified"};
  }
  Json modification{{"_id", id},
                    {"volumeId", id},
                    {"modificationState", "modifying"},
                    {"originalSize", before},
                    {"targetSize", size},
                    {"startTime", call.nowText()}};
  becomesLater(modification, {{"modificationState", "optimizing"}, {"progress", 1}});
  volume["size"] = size;
  modifications[id] = modification;
  return {{"volumeModification", modification}};
}

Json describe(ApiCall& call) {
  return pageOf(call, "volumeSet",
                shownItems(call, {call.account.volumes,
                                  {{"attachment.instance-id", "attachmentSet/*/instanceId"},
                                   {"status", "status"},
                                   {"volume-id", "volumeId"}},
                                  call.list("VolumeId"),
                                  "InvalidVolume.NotFound",
                                  "volume"}));
}

Json describeModifications(ApiCall& call) {
  return pageOf(call, "volumeModificationSet",
                shownItems(call, {call.account.modifications,
                                  {{"volume-id", "volumeId"}},
                                  call.list("VolumeId"),
                                  "InvalidVolumeModification.NotFound",
                                  "modification for volume"}));
}

}  // namespace

Json& findVolume(ApiCall& call, const std::string& id) {
  const auto found = call.account.volumes.find(id);
  if (found == call.account.volumes.end() || found->second.value("_lag", 0) > 0)
    throw notFound("InvalidVolume.NotFound", "volume", id);
  return found->second;
}

void addVolumeActions(ActionTable& table) {
  table["CreateVolume"] = {{"AvailabilityZone"},
                           {"Size", "SnapshotId", "VolumeType", "ClientToken", "Encrypted", "Iops"},
                           create,
                           true};
  table["DeleteVolume"] = {{"VolumeId"}, {}, remove};
  table["AttachVolume"] = {{"VolumeId", "InstanceId", "Device"}, {}, attach};
  table["DetachVolume"] = {{"VolumeId"}, {"InstanceId", "Device", "Force"}, detach};
  table["ModifyVolume"] = {{"VolumeId"}, {"Size", "VolumeType", "Iops", "Throughput"}, modify};
  table["DescribeVolumes"] = {
      {}, {"VolumeId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"}, describe};
  table["DescribeVolumesModifications"] = {
      {},
      {"VolumeId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describeModifications};
}

}  // namespace hostler::sandbox::ec2
