#include "virtual_machine.h"

#include "mapping.h"

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::MachineState;

bool isPrivate(const std::string& ip) {
  if (ip.starts_with("10.") || ip.starts_with("192.168.") || ip.starts_with("fd")) return true;
  if (!ip.starts_with("172.")) return false;
  const auto second = std::atoi(ip.c_str() + 4);
  return second >= 16 && second < 32;
}

// A machine starts for the first time soon after it was made; the cloud has no other word for it.
bool isYoung(const Json& vm) {
  constexpr std::int64_t kFirstStart = 900;
  const auto created = timeOf(vm, "created"), changed = timeOf(vm, "lastupdated");
  return !created || !changed || *changed - *created < kFirstStart;
}

MachineState stateOf(const VirtualMachine& vm, const Json& json) {
  if (vm.isFailed() || vm.state == "Unknown") return MachineState::Failed;
  const bool young = isYoung(json);
  if (vm.state == "Starting") return young ? MachineState::Creating : MachineState::Changing;
  // Between its making and its first start a machine shows as stopped, with a job on it.
  if (vm.isStopped() && vm.hasPendingJob)
    return young ? MachineState::Creating : MachineState::Changing;
  if (vm.isRunning()) return MachineState::Running;
  if (vm.isStopped()) return MachineState::Stopped;
  return MachineState::Changing;
}

Nic toNic(const Json& nic) {
  return {textOf(nic, "id"), textOf(nic, "networkid"), someText(nic, "ipaddress"),
          someText(nic, "ip6address"), flagOf(nic, "isdefault")};
}

void addAddress(std::vector<sdk::MachineAddress>& addresses, const std::string& ip) {
  if (ip.empty()) return;
  addresses.push_back({ip, ip.find(':') == std::string::npos ? 4 : 6, !isPrivate(ip)});
}

}  // namespace

bool VirtualMachine::isBeingMade() const {
  return account.machine->state == MachineState::Creating;
}

bool VirtualMachine::isIn(const std::string& network) const {
  return std::ranges::any_of(nics, [&](const Nic& nic) { return nic.network == network; });
}

const Nic* VirtualMachine::defaultNic() const {
  const auto found = std::ranges::find_if(nics, &Nic::isDefault);
  return found == nics.end() ? nullptr : &*found;
}

VirtualMachine toVirtualMachine(const Json& json) {
  VirtualMachine vm;
  vm.name = textOf(json, "name");
  vm.state = textOf(json, "state");
  vm.iso = someText(json, "isoid");
  vm.hasPendingJob = isAtWork(json);
  vm.passwordEnabled = flagOf(json, "passwordenabled");
  vm.tags = tagsOf(json);
  for (const auto& nic : listOf(json, "nic")) vm.nics.push_back(toNic(nic));
  std::ranges::stable_sort(vm.nics, std::greater{}, &Nic::isDefault);
  for (const auto& group : listOf(json, "securitygroup"))
    vm.securityGroups.push_back(textOf(group, "id"));

  sdk::Machine machine;
  machine.state = stateOf(vm, json);
  machine.reference = referenceOfMachine(vm.name);
  machine.owner = ownerOfGroup(someText(json, "group"));
  machine.size = textOf(json, "serviceofferingid");
  machine.region = textOf(json, "zoneid");
  machine.image = someText(json, "templateid");
  machine.vcpus = someNumber(json, "cpunumber");
  if (const auto megabytes = someNumber(json, "memory"))
    machine.memoryBytes = *megabytes * kMebibyte;
  addAddress(machine.addresses, someText(json, "publicip"));
  for (const auto& nic : vm.nics) {
    addAddress(machine.addresses, nic.ip);
    addAddress(machine.addresses, nic.ip6);
  }
  std::ranges::stable_sort(machine.addresses, std::greater{}, &sdk::MachineAddress::isPublic);

  auto& account = vm.account;
  account.id = textOf(json, "id");
  account.username = someText(json, "osdisplayname").find("Windows") == std::string::npos
                         ? "root"
                         : "Administrator";
  account.domain = someText(json, "displayname");
  account.package = machine.size;
  account.suspended = vm.isMarkedSuspended() && vm.isStopped();
  if (account.suspended) account.suspendReason = vm.tags.at(std::string{kSuspendedTag});
  if (!machine.addresses.empty()) account.ip = machine.addresses.front().ip;
  account.createdAt = timeOf(json, "created");
  account.machine = std::move(machine);
  return vm;
}

void addVolumes(VirtualMachine& vm, const std::vector<Json>& volumes) {
  auto& machine = *vm.account.machine;
  for (const auto& volume : volumes) {
    if (someText(volume, "type") == "ROOT") {
      machine.diskBytes = someNumber(volume, "size");
    } else {
      machine.volumes.push_back(textOf(volume, "id"));
    }
  }
}

}  // namespace hostler::cloudstack
