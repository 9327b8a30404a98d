#include "instance.h"

#include "settings.h"
#include "times.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hostler::aws {
namespace {

constexpr std::array kStates{"pending",    "running",  "shutting-down",
                             "terminated", "stopping", "stopped"};

sdk::MachineState machineState(const Instance& instance) {
  if (instance.isPending()) return sdk::MachineState::Creating;
  if (instance.isRunning()) return sdk::MachineState::Running;
  if (instance.isStopped()) return sdk::MachineState::Stopped;
  return sdk::MachineState::Changing;
}

void addAddress(Instance& instance, const std::string& ip, int family, bool isPublic) {
  if (!ip.empty()) instance.addresses.push_back({ip, family, isPublic});
}

}  // namespace

std::string idOf(const XmlElement& element, const char* name, const char* prefix) {
  const auto& id = element.textOf(name);
  if (!isId(id, prefix)) throw MappingError{std::string{name} + " is no id"};
  return id;
}

std::optional<std::int64_t> someNumber(const XmlElement& element, const char* name) {
  const auto& text = element.textOf(name);
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

std::int64_t numberOf(const XmlElement& element, const char* name) {
  const auto number = someNumber(element, name);
  if (!number) throw MappingError{std::string{name} + " is no whole number"};
  return *number;
}

std::string Instance::rootVolume() const {
  const auto found = std::ranges::find(volumes, rootDevice, &AttachedVolume::device);
  return found == volumes.end() ? std::string{} : found->id;
}

Instance toInstance(const XmlElement& item) {
  Instance instance;
  instance.id = idOf(item, "instanceId", "i-");
  instance.state = item["instanceState"].textOf("name");
  if (std::ranges::find(kStates, instance.state) == kStates.end())
    throw MappingError{"an instance is in no known state"};
  instance.stateReason = item["stateReason"].textOf("message");
  instance.tags = tagsOf(item);
  instance.domain = tagIn(instance.tags, kNameTag);
  instance.type = item.textOf("instanceType");
  instance.image = item.textOf("imageId");
  instance.zone = item["placement"].textOf("availabilityZone");
  instance.vpc = item.textOf("vpcId");
  instance.rootDevice = item.textOf("rootDeviceName");
  instance.launchedAt = parseTime(item.textOf("launchTime"));
  const auto& cpu = item["cpuOptions"];
  if (const auto cores = someNumber(cpu, "coreCount"))
    instance.vcpus = *cores * someNumber(cpu, "threadsPerCore").value_or(1);
  for (const auto& group : item["groupSet"].children)
    instance.groups.push_back(idOf(group, "groupId", "sg-"));
  for (const auto& device : item["blockDeviceMapping"].children) {
    if (!device.has("ebs")) continue;
    instance.volumes.push_back({device.textOf("deviceName"),
                                idOf(device["ebs"], "volumeId", "vol-"),
                                device["ebs"].textOf("deleteOnTermination") == "true"});
  }
  addAddress(instance, item.textOf("ipAddress"), 4, true);
  addAddress(instance, item.textOf("ipv6Address"), 6, true);
  addAddress(instance, item.textOf("privateIpAddress"), 4, false);
  return instance;
}

std::vector<Instance> toInstances(const std::vector<XmlElement>& reservations) {
  std::vector<Instance> instances;
  for (const auto& reservation : reservations) {
    for (const auto& item : reservation["instancesSet"].children)
      instances.push_back(toInstance(item));
  }
  return instances;
}

sdk::Account toAccount(const Instance& instance, const std::string& region) {
  sdk::Machine machine;
  machine.state = machineState(instance);
  machine.reference = instance.reference();
  machine.owner = instance.owner();
  machine.size = instance.type;
  machine.region = instance.zone.empty() ? region : instance.zone;
  machine.image = instance.image;
  machine.vcpus = instance.vcpus;
  machine.addresses = instance.addresses;
  for (const auto& volume : instance.volumes) machine.volumes.push_back(volume.id);

  sdk::Account account;
  account.id = instance.id;
  account.domain = instance.domain;
  account.package = instance.type;
  account.suspended = instance.isSuspended();
  account.createdAt = instance.launchedAt;
  const auto shown = std::ranges::find(instance.addresses, true, &sdk::MachineAddress::isPublic);
  if (shown != instance.addresses.end()) account.ip = shown->ip;
  if (!machine.owner.empty()) account.owner = machine.owner;
  account.machine = std::move(machine);
  return account;
}

}  // namespace hostler::aws
