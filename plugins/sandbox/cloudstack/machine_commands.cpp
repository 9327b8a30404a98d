// Machines: made, listed, changed, destroyed.
#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "virtualmachine";

void checkName(CommandCall& call, const std::string& name) {
  const bool fits =
      !name.empty() && name.size() <= 63 && name.front() != '-' && name.back() != '-' &&
      (name.front() < '0' || name.front() > '9') &&
      std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
  if (!fits) refuse("Invalid name. Vm name can contain ASCII letters, digits and the hyphen");
  for (const auto& [id, vm] : call.cloud.of(kKind)) {
    if (vm.at("name") == name)
      refuse("The vm with hostName " + name + " already exists in the network domain");
  }
}

void checkUserData(CommandCall& call) {
  if (!call.has("userdata")) return;
  bool isBase64 = false;
  const auto data = sdk::base64Decode(call.param("userdata"), isBase64);
  if (!isBase64) refuse("User data is not base64 encoded");
  if (data.size() > 1'048'576) refuse("User data has exceeded its maximum length");
}

void sizeFrom(CommandCall& call, Json& vm, const Json& offering) {
  const bool isCustom = offering.at("iscustomized") == true;
  if (!isCustom && call.has("details[0].cpuNumber"))
    refuse("cpu number, cpu speed and memory can't be specified for a static service offering");
  if (isCustom && (!call.has("details[0].cpuNumber") || !call.has("details[0].memory")))
    refuse("Invalid CPU cores value, specify a value between 1 and 2147483647");
  vm["serviceofferingid"] = offering.at("id");
  vm["serviceofferingname"] = offering.at("name");
  vm["cpunumber"] = isCustom ? Json(call.number("details[0].cpuNumber")) : offering.at("cpunumber");
  vm["memory"] = isCustom ? Json(call.number("details[0].memory")) : offering.at("memory");
  vm["cpuspeed"] = 2000;
}

Json nicIn(const Json& network, std::int64_t number, bool isDefault) {
  const auto gateway = network.value("gateway", std::string{"10.1.1.1"});
  return {
      {"id", newId()},
      {"networkid", network.at("id")},
      {"networkname", network.at("name")},
      {"netmask", network.value("netmask", std::string{"255.255.255.0"})},
      {"gateway", gateway},
      {"ipaddress", gateway.substr(0, gateway.rfind('.') + 1) + std::to_string(10 + number % 240)},
      {"traffictype", "Guest"},
      {"type", "Isolated"},
      {"isdefault", isDefault},
      {"macaddress", "02:00:00:00:00:" + randomDigits(2)},
      {"secondaryip", Json::array()}};
}

Json groupsFrom(CommandCall& call) {
  Json groups = Json::array();
  for (const auto& id : call.list("securitygroupids")) {
    const auto& group = call.cloud.need("securitygroup", id, "securitygroupids");
    groups.push_back({{"id", id}, {"name", group.at("name")}});
  }
  return groups;
}

Json deploy(CommandCall& call) {
  auto& cloud = call.cloud;
  const auto zone = cloud.need("zone", call.param("zoneid"), "zoneid");
  const auto offering =
      cloud.need("serviceoffering", call.param("serviceofferingid"), "serviceofferingid");
  const auto image = cloud.need("template", call.param("templateid"), "templateid");
  const auto name = call.param("name", "VM-" + newId());
  checkName(call, name);
  checkUserData(call);
  for (const auto& key : call.list("keypairs")) {
    if (cloud.find("sshkeypair", key) == nullptr)
      refuse("A key pair with name '" + key + "' does not exist");
  }
  if (static_cast<int>(cloud.of(kKind).size()) >= call.who.machineLimit)
    refuse(535, 4370, "Maximum amount of resources of Type = 'user_vm' for Account is exceeded");

  Json vm{{"id", newId()},
          {"name", name},
          {"displayname", call.param("displayname", name)},
          {"account", call.who.account},
          {"domain", "ROOT"},
          {"created", timeText(cloud.now)},
          {"lastupdated", timeText(cloud.now)},
          {"state", "Starting"},
          {"haenable", false},
          {"zoneid", zone.at("id")},
          {"zonename", zone.at("name")},
          {"templateid", image.at("id")},
          {"templatename", image.at("name")},
          {"passwordenabled", image.at("passwordenabled")},
          {"osdisplayname", image.value("ostypename", "")},
          {"hypervisor", "KVM"},
          {"instancename", "i-2-" + std::to_string(cloud.nextNumber) + "-VM"},
          {"rootdeviceid", 0},
          {"rootdevicetype", "ROOT"},
          {"displayvm", true},
          {"details", Json::object()},
          {"affinitygroup", Json::array()},
          {"securitygroup", groupsFrom(call)},
          {"nic", Json::array()},
          {"_done", Json::object()}};
  sizeFrom(call, vm, offering);
  if (call.has("group")) vm["group"] = call.param("group");
  if (call.has("keypairs")) vm["keypairs"] = call.param("keypairs");
  auto networks = call.list("networkids");
  if (networks.empty()) networks.push_back(fixed::kNetwork);
  for (const auto& id : networks) {
    vm["nic"].push_back(
        nicIn(cloud.need("network", id, "networkids"), cloud.nextNumber, vm["nic"].empty()));
  }
  const auto id = cloud.add(kKind, vm).at("id").get<std::string>();
  cloud.add("volume", newSystemDisk(call, vm, call.number("rootdisksize", 8)));
  const bool fits = vm.at("serviceofferingid") != fixed::kNoRoom;
  const auto password = call.param("password", randomText(12));
  auto answer = call.begin(
      "VirtualMachine", id,
      [id, fits, password](Cloud& later) {
        auto& made = later.need(kKind, id);
        made["state"] = fits ? "Running" : "Error";
        if (!fits)
          refuse(533, 4335, "Unable to create a deployment for VM instance: insufficient capacity");
        auto result = resultOf(kKind, made);
        if (made.at("passwordenabled") == true) result[kKind]["password"] = password;
        return result;
      },
      true, "VM.CREATE");
  cloud.jobs.back().looksLeft += 1;
  return answer;
}

Json list(CommandCall& call) {
  // Users do not see what was destroyed.
  return listed(call, kKind, kKind,
                {{"zoneid", "zoneid"}, {"state", "state"}, {"templateid", "templateid"}},
                [](const Json& vm) { return vm.at("state") != "Destroyed"; });
}

Json update(CommandCall& call) {
  auto& vm = call.cloud.need(kKind, call.param("id"));
  if (call.has("securitygroupids")) {
    if (vm.at("state") != "Stopped")
      refuse("Virtual machine must be stopped prior to update security groups");
    vm["securitygroup"] = groupsFrom(call);
  }
  if (call.has("displayname")) vm["displayname"] = call.param("displayname");
  if (call.has("group")) vm["group"] = call.param("group");
  return resultOf(kKind, vm);
}

Json changeService(CommandCall& call) {
  auto& vm = call.cloud.need(kKind, call.param("id"));
  const auto& offering =
      call.cloud.need("serviceoffering", call.param("serviceofferingid"), "serviceofferingid");
  if (vm.at("state") != "Stopped")
    refuse("Unable to upgrade virtual machine in state Running: make sure it is stopped");
  sizeFrom(call, vm, offering);
  return resultOf(kKind, vm);
}

void remove(Cloud& cloud, const std::string& id) {
  const auto isOfIt = [&](const Json& thing) { return thing.value("virtualmachineid", "") == id; };
  std::erase_if(cloud.of("volume"), [&](const auto& entry) {
    return isOfIt(entry.second) && entry.second.at("type") == "ROOT";
  });
  for (auto& [volume, disk] : cloud.of("volume")) {
    if (isOfIt(disk)) disk.erase("virtualmachineid");
  }
  std::erase_if(cloud.of("vmsnapshot"),
                [&](const auto& entry) { return entry.second.at("virtualmachineid") == id; });
  for (auto& [ip, address] : cloud.of("publicipaddress")) {
    if (!isOfIt(address)) continue;
    address["isstaticnat"] = false;
    address.erase("virtualmachineid");
  }
  for (auto& [rule, balancing] : cloud.of("loadbalancerrule"))
    std::erase(balancing["virtualmachineids"].get_ref<Json::array_t&>(), Json(id));
  cloud.remove(kKind, id);
}

Json destroy(CommandCall& call) {
  const auto id = call.param("id");
  auto& vm = call.cloud.need(kKind, id);
  const bool expunge = call.isTrue("expunge");
  if (expunge && !call.who.mayExpunge) {
    refuse(531, 4365,
           "Parameter expunge can be passed by Admin only. Or when the "
           "allow.user.expunge.recover.vm key is set.");
  }
  vm["state"] = expunge ? "Expunging" : "Stopping";
  return call.begin(
      "VirtualMachine", id,
      [id, expunge](Cloud& later) {
        auto& gone = later.need(kKind, id);
        gone["state"] = "Destroyed";
        const auto result = resultOf(kKind, gone);
        if (expunge) remove(later, id);
        return result;
      },
      false, "VM.DESTROY");
}

Json addNic(CommandCall& call) {
  const auto id = call.param("virtualmachineid");
  (void)call.cloud.need(kKind, id, "virtualmachineid");
  const auto network = call.cloud.need("network", call.param("networkid"), "networkid");
  return call.begin("VirtualMachine", id, [id, network](Cloud& later) {
    auto& vm = later.need(kKind, id);
    vm["nic"].push_back(nicIn(network, later.nextNumber++, vm["nic"].empty()));
    return resultOf(kKind, vm);
  });
}

Json removeNic(CommandCall& call) {
  const auto id = call.param("virtualmachineid"), nic = call.param("nicid");
  auto& vm = call.cloud.need(kKind, id, "virtualmachineid");
  const auto found =
      std::ranges::find_if(vm.at("nic"), [&](const Json& each) { return each.at("id") == nic; });
  if (found == vm.at("nic").end()) refuse("Unable to find a nic with id " + nic);
  if (found->at("isdefault") == true)
    refuse("Unable to remove nic from vm in network, nic is the default one.");
  return call.begin("VirtualMachine", id, [id, nic](Cloud& later) {
    auto& now = later.need(kKind, id);
    std::erase_if(now["nic"].get_ref<Json::array_t&>(),
                  [&](const Json& each) { return each.at("id") == nic; });
    return resultOf(kKind, now);
  });
}

}  // namespace

Json newSystemDisk(CommandCall& call, const Json& vm, std::int64_t gibibytes) {
  return {{"name", "ROOT-" + std::to_string(call.cloud.nextNumber)},
          {"type", "ROOT"},
          {"state", "Ready"},
          {"size", gibibytes << 30},
          {"physicalsize", std::int64_t{1} << 30},
          {"zoneid", vm.at("zoneid")},
          {"virtualmachineid", vm.at("id")},
          {"created", timeText(call.cloud.now)}};
}

void addMachineCommands(CommandTable& table) {
  table["deployVirtualMachine"] = {{"zoneid", "serviceofferingid", "templateid"}, true, deploy};
  table["listVirtualMachines"] = {{}, false, list};
  table["updateVirtualMachine"] = {{"id"}, false, update};
  table["changeServiceForVirtualMachine"] = {{"id", "serviceofferingid"}, false, changeService};
  table["destroyVirtualMachine"] = {{"id"}, true, destroy};
  table["addNicToVirtualMachine"] = {{"virtualmachineid", "networkid"}, true, addNic};
  table["removeNicFromVirtualMachine"] = {{"virtualmachineid", "nicid"}, true, removeNic};
}

}  // namespace hostler::sandbox::cloudstack
