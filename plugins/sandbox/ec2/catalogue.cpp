// What every region has, and the actions that list it.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

namespace hostler::sandbox::ec2 {
namespace {

// A list as items by id, for those that ask for some of them.
Items byId(const Json& list, const char* member) {
  Items items;
  for (auto entry : list) {
    const auto id = entry.at(member).get<std::string>();
    entry["_id"] = id;
    items[id] = std::move(entry);
  }
  return items;
}

Json image(const char* id, const char* name, const char* description, const char* owner, int gib) {
  return {
      {"imageId", id},
      {"name", name},
      {"description", description},
      {"imageOwnerId", owner},
      {"imageState", "available"},
      {"creationDate", "2026-01-05T10:20:30.000Z"},
      {"architecture", "x86_64"},
      {"rootDeviceName", "/dev/xvda"},
      {"rootDeviceType", "ebs"},
      {"isPublic", true},
      {"blockDeviceMapping",
       {{{"deviceName", "/dev/xvda"},
         {"ebs", {{"volumeSize", gib}, {"volumeType", "gp2"}, {"deleteOnTermination", true}}}}}}};
}

Json sizeOf(const char* name, int vcpus, int mebibytes, bool isCurrent = true) {
  return {{"instanceType", name},
          {"currentGeneration", isCurrent},
          {"supportedRootDeviceTypes", {"ebs"}},
          {"vCpuInfo", {{"defaultVCpus", vcpus}}},
          {"memoryInfo", {{"sizeInMiB", mebibytes}}}};
}

Json describeZones(ApiCall& call) {
  auto zones = byId(zonesOf(call.account.region), "zoneName");
  return {{"availabilityZoneInfo",
           shownItems(call, {zones,
                             {{"state", "zoneState"}, {"zone-type", "zoneType"}},
                             call.list("ZoneName"),
                             "InvalidParameterValue",
                             "zone"})}};
}

Json describeSubnets(ApiCall& call) {
  auto subnets = byId(subnetsOf(call.account.region), "subnetId");
  return pageOf(call, "subnetSet",
                shownItems(call, {subnets,
                                  {{"vpc-id", "vpcId"}, {"availability-zone", "availabilityZone"}},
                                  call.list("SubnetId"),
                                  "InvalidSubnetID.NotFound",
                                  "subnet ID"}));
}

bool isByOneOf(const Json& image, const std::vector<std::string>& owners) {
  for (const auto& owner : owners) {
    const bool isAmazon = owner == "amazon" && image.at("imageOwnerId") == "137112412989";
    if (isAmazon || image.at("imageOwnerId") == owner) return true;
  }
  return owners.empty();
}

Json describeImages(ApiCall& call) {
  auto images = byId(imagesOf(call.account.region), "imageId");
  const auto owners = call.list("Owner");
  std::erase_if(images, [&](const auto& each) { return !isByOneOf(each.second, owners); });
  return pageOf(call, "imagesSet",
                shownItems(call, {images,
                                  {{"state", "imageState"},
                                   {"name", "name"},
                                   {"root-device-type", "rootDeviceType"},
                                   {"architecture", "architecture"}},
                                  call.list("ImageId"),
                                  "InvalidAMIID.NotFound",
                                  "image id"}));
}

Json describeTypes(ApiCall& call) {
  auto types = byId(instanceTypes(), "instanceType");
  const auto asked = call.list("InstanceType");
  for (const auto& type : asked) {
    if (!types.contains(type)) {
      throw ApiError{400, "InvalidInstanceType",
                     "The following supplied instance types do not exist: [" + type + "]"};
    }
  }
  return pageOf(call, "instanceTypeSet",
                shownItems(call, {types,
                                  {{"current-generation", "currentGeneration"},
                                   {"supported-root-device-type", "supportedRootDeviceTypes/*"}},
                                  asked,
                                  "InvalidInstanceType",
                                  "instance type"}),
                100);
}

}  // namespace

Json zonesOf(const std::string& region) {
  Json zones = Json::array();
  for (const char* letter : {"a", "b", "c"}) {
    zones.push_back(Json{{"zoneName", region + letter},
                         {"zoneState", "available"},
                         {"zoneType", "availability-zone"},
                         {"regionName", region}});
  }
  return zones;
}

Json subnetsOf(const std::string& region) {
  Json subnets = Json::array();
  int number = 0;
  for (const auto& zone : zonesOf(region)) {
    ++number;
    subnets.push_back(Json{{"subnetId", "subnet-0000000000000000" + std::to_string(number)},
                           {"vpcId", kVpc},
                           {"availabilityZone", zone.at("zoneName")},
                           {"cidrBlock", "172.31." + std::to_string(16 * number) + ".0/20"},
                           {"state", "available"},
                           {"defaultForAz", true}});
  }
  return subnets;
}

Json imagesOf(const std::string&) {
  return {image("ami-0aaaaaaaaaaaaaaa1",
                "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260105",
                "Canonical, Ubuntu, 24.04, amd64 noble image", "099720109477", 8),
          image("ami-0aaaaaaaaaaaaaaa2", "debian-12-amd64-20260105-1234",
                "Debian 12 (20260105-1234)", "136693071363", 8),
          image("ami-0aaaaaaaaaaaaaaa3", "al2023-ami-2023.9.20260105.0-kernel-6.1-x86_64",
                "Amazon Linux 2023 AMI", "137112412989", 8),
          image("ami-0aaaaaaaaaaaaaaa4", "free-for-all", "Somebody's", "999999999999", 8)};
}

Json instanceTypes() {
  return {sizeOf("t3.micro", 2, 1024),
          sizeOf("t3.small", 2, 2048),
          sizeOf("t3.medium", 2, 4096),
          sizeOf("m7i.large", 2, 8192),
          sizeOf("c7i.large", 2, 4096),
          sizeOf("r7i.large", 2, 16384),
          sizeOf("m1.small", 1, 1740, false),
          sizeOf("p5.48xlarge", 192, 2097152),
          sizeOf("u7i-12tb.224xlarge", 896, 12582912)};
}

void addCatalogueActions(ActionTable& table) {
  table["DescribeAvailabilityZones"] = {
      {},
      {"ZoneName.#", "Filter.#.Name", "Filter.#.Value.#", "AllAvailabilityZones"},
      describeZones};
  table["DescribeSubnets"] = {
      {},
      {"SubnetId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describeSubnets};
  table["DescribeImages"] = {
      {},
      {"ImageId.#", "Owner.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describeImages};
  table["DescribeInstanceTypes"] = {
      {},
      {"InstanceType.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"},
      describeTypes};
}

}  // namespace hostler::sandbox::ec2
