// Snapshots of volumes, which lie apart, and of machines, which end with them.
#include "plugins/sandbox/cloudstack/command.h"

namespace hostler::sandbox::cloudstack {
namespace {

Json createSnapshot(CommandCall& call) {
  const auto& volume = call.cloud.need("volume", call.param("volumeid"), "volumeid");
  const auto id = call.cloud
                      .add("snapshot", {{"name", call.param("name", "snapshot")},
                                        {"volumeid", volume.at("id")},
                                        {"volumetype", volume.at("type")},
                                        {"zoneid", volume.at("zoneid")},
                                        {"snapshottype", "MANUAL"},
                                        {"state", "BackingUp"},
                                        {"revertable", true},
                                        {"virtualsize", volume.at("size")},
                                        {"created", timeText(call.cloud.now)}})
                      .at("id")
                      .get<std::string>();
  return call.begin(
      "Snapshot", id,
      [id](Cloud& later) {
        auto& snapshot = later.need("snapshot", id);
        snapshot["state"] = "BackedUp";
        snapshot["physicalsize"] = std::int64_t{1} << 29;
        return resultOf("snapshot", snapshot);
      },
      true);
}

Json deleteSnapshot(CommandCall& call) {
  const auto id = call.param("id");
  call.cloud.need("snapshot", id)["state"] = "Destroying";
  return call.begin("Snapshot", id, [id](Cloud& later) {
    later.remove("snapshot", id);
    return success();
  });
}

void requireStopped(Cloud& cloud, const std::string& machine) {
  if (cloud.need("virtualmachine", machine).at("state") != "Stopped")
    refuse("The VM the specified disk is attached to is not in the shutdown state.");
}

Json counted(Cloud& cloud, const std::string& machine) {
  auto& vm = cloud.need("virtualmachine", machine);
  vm["_done"]["revert"] = vm["_done"].value("revert", 0) + 1;
  return resultOf("virtualmachine", vm);
}

Json revertSnapshot(CommandCall& call) {
  const auto id = call.param("id");
  const auto& snapshot = call.cloud.need("snapshot", id);
  const auto machine = call.cloud.need("volume", snapshot.at("volumeid"), "volumeid")
                           .value("virtualmachineid", std::string{});
  if (!machine.empty()) requireStopped(call.cloud, machine);
  return call.begin(
      "Snapshot", id,
      [id, machine](Cloud& later) {
        if (!machine.empty()) (void)counted(later, machine);
        return resultOf("snapshot", later.need("snapshot", id));
      },
      false, "SNAPSHOT.REVERT");
}

Json createVmSnapshot(CommandCall& call) {
  const auto& vm =
      call.cloud.need("virtualmachine", call.param("virtualmachineid"), "virtualmachineid");
  const auto id =
      call.cloud
          .add("vmsnapshot", {{"name", "i-2-VM_VS_" + std::to_string(call.cloud.nextNumber)},
                              {"displayname", call.param("name", "snapshot")},
                              {"description", call.param("description")},
                              {"virtualmachineid", vm.at("id")},
                              {"zoneid", vm.at("zoneid")},
                              {"type", call.isTrue("snapshotmemory") ? "DiskAndMemory" : "Disk"},
                              {"state", "Creating"},
                              {"current", true},
                              {"created", timeText(call.cloud.now)}})
          .at("id")
          .get<std::string>();
  return call.begin(
      "VMSnapshot", id,
      [id](Cloud& later) {
        auto& snapshot = later.need("vmsnapshot", id);
        snapshot["state"] = "Ready";
        return resultOf("vmsnapshot", snapshot);
      },
      true);
}

Json deleteVmSnapshot(CommandCall& call) {
  const auto id = call.param("vmsnapshotid");
  call.cloud.need("vmsnapshot", id, "vmsnapshotid")["state"] = "Removing";
  return call.begin("VMSnapshot", id, [id](Cloud& later) {
    later.remove("vmsnapshot", id);
    return success();
  });
}

Json revertToVmSnapshot(CommandCall& call) {
  const auto id = call.param("vmsnapshotid");
  const auto machine =
      call.cloud.need("vmsnapshot", id, "vmsnapshotid").at("virtualmachineid").get<std::string>();
  requireStopped(call.cloud, machine);
  return call.begin(
      "VMSnapshot", id, [machine](Cloud& later) { return counted(later, machine); }, false,
      "VMSNAPSHOT.REVERTTO");
}

Json listVmSnapshots(CommandCall& call) {
  const auto wanted = call.param("vmsnapshotid"), name = call.param("name");
  if (!wanted.empty()) (void)call.cloud.need("vmsnapshot", wanted, "vmsnapshotid");
  auto others = call.params;
  others.erase("name");  // here it is the display name
  CommandCall narrowed{call.cloud, call.who, others, call.name, call.publicUrl};
  return listed(narrowed, "vmsnapshot", "vmSnapshot", {{"virtualmachineid", "virtualmachineid"}},
                [&](const Json& snapshot) {
                  return (wanted.empty() || snapshot.at("id") == wanted) &&
                         (name.empty() || snapshot.at("displayname") == name);
                });
}

}  // namespace

void addSnapshotCommands(CommandTable& table) {
  table["listSnapshots"] = {{}, false, [](CommandCall& call) {
                              return listed(call, "snapshot", "snapshot",
                                            {{"volumeid", "volumeid"}, {"zoneid", "zoneid"}});
                            }};
  table["createSnapshot"] = {{"volumeid"}, true, createSnapshot};
  table["deleteSnapshot"] = {{"id"}, true, deleteSnapshot};
  table["revertSnapshot"] = {{"id"}, true, revertSnapshot};
  table["listVMSnapshot"] = {{}, false, listVmSnapshots};
  table["createVMSnapshot"] = {{"virtualmachineid"}, true, createVmSnapshot};
  table["deleteVMSnapshot"] = {{"vmsnapshotid"}, true, deleteVmSnapshot};
  table["revertToVMSnapshot"] = {{"vmsnapshotid"}, true, revertToVmSnapshot};
}

}  // namespace hostler::sandbox::cloudstack
