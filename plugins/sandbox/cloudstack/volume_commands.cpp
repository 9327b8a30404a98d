#include "plugins/sandbox/cloudstack/command.h"

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "volume";

Json create(CommandCall& call) {
  auto& cloud = call.cloud;
  const auto size = call.number("size", 0);
  std::string zone = call.param("zoneid");
  if (call.has("snapshotid")) {
    zone = cloud.need("snapshot", call.param("snapshotid"), "snapshotid").at("zoneid");
  } else {
    if (zone.empty())
      refuse("Unable to execute API command createvolume: missing parameter zoneid");
    if (!call.has("diskofferingid"))
      refuse("Missing parameter(s), either a positive volume size or a valid disk offering id");
    (void)cloud.need("zone", zone, "zoneid");
  }
  if (call.has("diskofferingid"))
    (void)cloud.need("diskoffering", call.param("diskofferingid"), "diskofferingid");
  if (size < 1 || size > 1024)
    refuse("Please specify a valid disk size for the custom offering: 1 to 1024 GB");
  const auto id = cloud
                      .add(kKind, {{"name", call.param("name", "volume")},
                                   {"type", "DATADISK"},
                                   {"state", "Creating"},
                                   {"size", size << 30},
                                   {"zoneid", zone},
                                   {"diskofferingid", call.param("diskofferingid")},
                                   {"created", timeText(cloud.now)}})
                      .at("id")
                      .get<std::string>();
  const bool isBlank = !call.has("snapshotid");
  return call.begin(
      "Volume", id,
      [id, isBlank](Cloud& later) {
        auto& volume = later.need(kKind, id);
        volume["state"] = isBlank ? "Allocated" : "Ready";  // it gets a place when it is attached
        return resultOf(kKind, volume);
      },
      true);
}

Json attach(CommandCall& call) {
  const auto id = call.param("id"), machine = call.param("virtualmachineid");
  if (call.cloud.need(kKind, id).contains("virtualmachineid"))
    refuse("Please specify a volume that is not attached to any VM.");
  (void)call.cloud.need("virtualmachine", machine, "virtualmachineid");
  return call.begin("Volume", id, [=](Cloud& later) {
    auto& volume = later.need(kKind, id);
    (void)later.need("virtualmachine", machine, "virtualmachineid");
    volume["virtualmachineid"] = machine;
    volume["state"] = "Ready";
    volume["deviceid"] = 1;
    return resultOf(kKind, volume);
  });
}

Json detach(CommandCall& call) {
  const auto id = call.param("id");
  if (!call.cloud.need(kKind, id).contains("virtualmachineid"))
    refuse("The specified volume is not attached to a virtual machine.");
  if (call.cloud.need(kKind, id).at("type") == "ROOT")
    refuse("The root volume of a running virtual machine cannot be detached.");
  const auto machine = call.cloud.need(kKind, id).at("virtualmachineid");
  for (const auto& [unused, snapshot] : call.cloud.of("vmsnapshot")) {
    if (snapshot.at("virtualmachineid") == machine)
      refuse("Unable to detach volume, please specify a VM that does not have VM snapshots");
  }
  return call.begin("Volume", id, [=](Cloud& later) {
    auto& volume = later.need(kKind, id);
    volume.erase("virtualmachineid");
    return resultOf(kKind, volume);
  });
}

Json resize(CommandCall& call) {
  const auto id = call.param("id");
  const auto size = call.number("size") << 30;
  if (size < call.cloud.need(kKind, id).at("size").get<std::int64_t>() && !call.isTrue("shrinkok"))
    refuse("Going from existing size to a smaller one requires the shrinkok parameter");
  return call.begin("Volume", id, [=](Cloud& later) {
    auto& volume = later.need(kKind, id);
    volume["size"] = size;
    return resultOf(kKind, volume);
  });
}

Json remove(CommandCall& call) {
  const auto id = call.param("id");
  if (call.cloud.need(kKind, id).contains("virtualmachineid"))
    refuse("Please specify a volume that is not attached to any VM.");
  call.cloud.remove(kKind, id);
  return success();
}

}  // namespace

void addVolumeCommands(CommandTable& table) {
  table["listVolumes"] = {
      {}, false, [](CommandCall& call) {
        return listed(
            call, kKind, kKind,
            {{"virtualmachineid", "virtualmachineid"}, {"type", "type"}, {"zoneid", "zoneid"}});
      }};
  table["createVolume"] = {{}, true, create};
  table["attachVolume"] = {{"id", "virtualmachineid"}, true, attach};
  table["detachVolume"] = {{"id"}, true, detach};
  table["resizeVolume"] = {{"id"}, true, resize};
  table["deleteVolume"] = {{"id"}, false, remove};
}

}  // namespace hostler::sandbox::cloudstack
