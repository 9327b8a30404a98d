// RunInstances: what it refuses, what it makes, and once only under one ClientToken.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

const std::string kFirstInterface = "NetworkInterface.1.";
const std::string kFirstDisk = "BlockDeviceMapping.1.";

Json entryOrError(Json list, const char* member, const std::string& value, const ApiError& error) {
  auto* entry = entryIn(list, member, value);
  if (entry == nullptr) throw error;
  return *entry;
}

Json sizeOf(const std::string& type) {
  return entryOrError(
      instanceTypes(), "instanceType", type,
      {400, "InvalidParameterValue", "Invalid value '" + type + "' for InstanceType."});
}

// Two sizes that never start, as a full zone and a small quota have them.
void checkRoom(const std::string& type) {
  if (type == "p5.48xlarge") {
    throw ApiError{500, "InsufficientInstanceCapacity",
                   "We currently do not have sufficient " + type +
                       " capacity in the Availability Zone you requested."};
  }
  if (type == "u7i-12tb.224xlarge") {
    throw ApiError{400, "VcpuLimitExceeded",
                   "You have requested more vCPU capacity than your current vCPU limit of 32 "
                   "allows."};
  }
}

Json groupsFor(const ApiCall& call) {
  const bool byInterface = call.has(kFirstInterface + "SubnetId");
  if (byInterface && (call.has("SubnetId") || call.has("SecurityGroupId.1"))) {
    throw ApiError{400, "InvalidParameterCombination",
                   "Network interfaces and an instance-level subnet ID or security groups may not "
                   "be specified on the same request"};
  }
  auto ids = call.list(byInterface ? kFirstInterface + "SecurityGroupId" : "SecurityGroupId");
  if (ids.empty()) ids.push_back("sg-00000000000000000");
  Json groups = Json::array();
  for (const auto& id : ids) {
    const auto found = call.account.groups.find(id);
    if (found == call.account.groups.end())
      throw notFound("InvalidGroup.NotFound", "security group", id);
    groups.push_back({{"groupId", id}, {"groupName", found->second.at("groupName")}});
  }
  return groups;
}

Json subnetFor(const ApiCall& call) {
  const auto& region = call.account.region;
  auto subnets = subnetsOf(region);
  const auto id = call.param(kFirstInterface + "SubnetId", call.param("SubnetId"));
  if (!id.empty()) {
    return entryOrError(subnets, "subnetId", id,
                        notFound("InvalidSubnetID.NotFound", "subnet ID", id));
  }
  const auto zone = call.param("Placement.AvailabilityZone");
  if (zone.empty()) return subnets.at(0);
  return entryOrError(subnets, "availabilityZone", zone,
                      {400, "InvalidParameterValue", "Invalid availability zone: [" + zone + "]"});
}

// The volume that the instance starts from.
Json makeRoot(ApiCall& call, const Json& image, const Json& subnet, const std::string& instance) {
  const auto device = image.at("rootDeviceName").get<std::string>();
  if (call.param(kFirstDisk + "DeviceName", device) != device) {
    throw ApiError{400, "InvalidBlockDeviceMapping",
                   "Invalid device name " + call.param(kFirstDisk + "DeviceName")};
  }
  const auto least = image.at("blockDeviceMapping").at(0).at("ebs").at("volumeSize").get<int>();
  const auto size = call.number(kFirstDisk + "Ebs.VolumeSize", least);
  if (size < least) {
    throw ApiError{400, "InvalidBlockDeviceMapping",
                   "Volume of size " + std::to_string(size) +
                       "GB is smaller than snapshot, expect "
                       "size>= " +
                       std::to_string(least) + "GB"};
  }
  const bool ends = call.param(kFirstDisk + "Ebs.DeleteOnTermination", "true") == "true";
  const auto id = newId("vol-");
  call.account.volumes[id] = {{"_id", id},
                              {"volumeId", id},
                              {"size", size},
                              {"status", "in-use"},
                              {"volumeType", call.param(kFirstDisk + "Ebs.VolumeType", "gp2")},
                              {"availabilityZone", subnet.at("availabilityZone")},
                              {"createTime", call.nowText()},
                              {"tagSet", call.tagsFor("volume")},
                              {"attachmentSet",
                               {{{"volumeId", id},
                                 {"instanceId", instance},
                                 {"device", device},
                                 {"status", "attached"},
                                 {"deleteOnTermination", ends}}}}};
  return {{"deviceName", device},
          {"ebs", {{"volumeId", id}, {"status", "attached"}, {"deleteOnTermination", ends}}}};
}

std::string addressAt(const ApiCall& call, const char* start) {
  return start + std::to_string(10 + call.account.instances.size());
}

Json makeInstance(ApiCall& call) {
  const auto imageId = call.param("ImageId");
  const auto image = entryOrError(
      imagesOf(call.account.region), "imageId", imageId,
      {400, "InvalidAMIID.NotFound", "The image id '[" + imageId + "]' does not exist"});
  const auto type = call.param("InstanceType", "m1.small");
  const auto size = sizeOf(type);
  checkRoom(type);
  const auto key = call.param("KeyName");
  auto& keys = call.account.keys;
  const bool keyIsThere =
      std::ranges::any_of(keys, [&](const auto& each) { return each.second.at("keyName") == key; });
  if (!key.empty() && !keyIsThere) throw notFound("InvalidKeyPair.NotFound", "key pair", key);
  const auto groups = groupsFor(call);
  const auto subnet = subnetFor(call);
  const auto id = newId("i-");
  const auto root = makeRoot(call, image, subnet, id);
  const bool isPublic = call.param(kFirstInterface + "AssociatePublicIpAddress", "true") == "true";
  Json instance{{"_id", id},
                {"_lag", call.account.lag},
                {"_done", Json::object()},
                {"_reservation", newId("r-")},
                {"instanceId", id},
                {"imageId", imageId},
                {"instanceState", instanceState("pending")},
                {"instanceType", type},
                {"launchTime", call.nowText()},
                {"placement", {{"availabilityZone", subnet.at("availabilityZone")}}},
                {"subnetId", subnet.at("subnetId")},
                {"vpcId", kVpc},
                {"privateIpAddress", addressAt(call, "172.31.0.")},
                {"rootDeviceName", image.at("rootDeviceName")},
                {"rootDeviceType", "ebs"},
                {"blockDeviceMapping", {root}},
                {"groupSet", groups},
                {"tagSet", call.tagsFor("instance")},
                {"cpuOptions",
                 {{"coreCount", size.at("vCpuInfo").at("defaultVCpus")}, {"threadsPerCore", 1}}},
                {"monitoring",
                 {{"state", call.param("Monitoring.Enabled") == "true" ? "enabled" : "disabled"}}}};
  if (!key.empty()) instance["keyName"] = key;
  if (call.has("ClientToken")) instance["clientToken"] = call.param("ClientToken");
  Json running{{"instanceState", instanceState("running")}};
  // The public address shows once it runs.
  instance["_publicIp"] = isPublic ? Json(addressAt(call, "198.51.100.")) : Json(nullptr);
  if (isPublic) running["ipAddress"] = instance["_publicIp"];
  becomesLater(instance, running);
  return instance;
}

Json reservationOf(const CloudAccount& account, const Json& instance) {
  return {{"reservationId", instance.at("_reservation")},
          {"ownerId", account.number},
          {"groupSet", Json::array()},
          {"instancesSet", {instance}}};
}

Json run(ApiCall& call) {
  if (call.param("MinCount") != "1" || call.param("MaxCount") != "1") {
    throw ApiError{400, "InvalidParameterValue", "The sandbox starts one instance at a time"};
  }
  const auto token = call.param("ClientToken");
  const auto request = Json(call.params).dump();
  const auto used = call.account.tokens.find(token);
  if (!token.empty() && used != call.account.tokens.end()) {
    if (used->second.request != request) {
      throw ApiError{400, "IdempotentParameterMismatch",
                     "The request uses the same client token as a previous, but non-identical "
                     "request. Do not reuse a client token."};
    }
    return reservationOf(call.account, call.account.instances.at(used->second.id));
  }
  auto instance = makeInstance(call);
  const auto id = instance.at("_id").get<std::string>();
  if (!token.empty()) call.account.tokens[token] = {request, id};
  call.account.instances[id] = instance;
  return reservationOf(call.account, instance);
}

Json describe(ApiCall& call) {
  const auto shown = shownItems(call, {call.account.instances,
                                       {{"instance-state-name", "instanceState/name"},
                                        {"client-token", "clientToken"},
                                        {"instance.group-id", "groupSet/*/groupId"},
                                        {"instance-type", "instanceType"}},
                                       call.list("InstanceId"),
                                       "InvalidInstanceID.NotFound",
                                       "instance ID"});
  Json reservations = Json::array();
  for (const auto& instance : shown) reservations.push_back(reservationOf(call.account, instance));
  return pageOf(call, "reservationSet", reservations);
}

}  // namespace

void addLaunchActions(ActionTable& table) {
  table["RunInstances"] = {{"MinCount", "MaxCount"},
                           {"ImageId",
                            "InstanceType",
                            "ClientToken",
                            "KeyName",
                            "SubnetId",
                            "SecurityGroupId.#",
                            "UserData",
                            "Placement.AvailabilityZone",
                            "Monitoring.Enabled",
                            "CreditSpecification.CpuCredits",
                            "InstanceInitiatedShutdownBehavior",
                            "MetadataOptions.HttpTokens",
                            "DisableApiTermination",
                            "EbsOptimized",
                            "BlockDeviceMapping.#.DeviceName",
                            "BlockDeviceMapping.#.Ebs.VolumeSize",
                            "BlockDeviceMapping.#.Ebs.VolumeType",
                            "BlockDeviceMapping.#.Ebs.DeleteOnTermination",
                            "BlockDeviceMapping.#.Ebs.SnapshotId",
                            "BlockDeviceMapping.#.Ebs.Encrypted",
                            "NetworkInterface.#.DeviceIndex",
                            "NetworkInterface.#.SubnetId",
                            "NetworkInterface.#.AssociatePublicIpAddress",
                            "NetworkInterface.#.SecurityGroupId.#"},
                           run,
                           true};
  table["DescribeInstances"] = {
      {},
      {"InstanceId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describe};
}

}  // namespace hostler::sandbox::ec2
