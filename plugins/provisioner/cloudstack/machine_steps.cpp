#include "machine_steps.h"

namespace hostler::cloudstack {
namespace {

constexpr const char* kMachine = "UserVm";

Due busyWith(const VirtualMachine& vm) {
  return busy("the machine " + vm.id() + ", which is " + vm.state);
}

Step onMachine(const char* command, const VirtualMachine& vm) {
  return {command, {{"id", vm.id()}}};
}

}  // namespace

Step tagging(const std::string& type, const std::string& id, std::string_view key,
             const std::string& value) {
  return {"createTags",
          {{"resourcetype", type},
           {"resourceids", id},
           {"tags[0].key", std::string{key}},
           {"tags[0].value", value}},
          kMoment};
}

Step untagging(const std::string& type, const std::string& id, std::string_view key) {
  return {"deleteTags",
          {{"resourcetype", type}, {"resourceids", id}, {"tags[0].key", std::string{key}}},
          kMoment};
}

Due dueToRun(const VirtualMachine& vm) {
  if (vm.isRunning()) return Nothing{};
  if (vm.state == "Starting" || (vm.isStopped() && vm.hasPendingJob)) return Waiting{};
  if (vm.isStopped()) return onMachine("startVirtualMachine", vm);
  return busyWith(vm);
}

Due dueToStop(const VirtualMachine& vm, bool force) {
  if (vm.isStopped() && vm.hasPendingJob) return busyWith(vm);  // about to start, or being changed
  if (vm.isStopped()) return Nothing{};
  if (vm.state == "Stopping") return Waiting{};
  if (!vm.isRunning()) return busyWith(vm);
  auto step = onMachine("stopVirtualMachine", vm);
  if (force) step.params.emplace_back("forced", "true");
  return step;
}

Due dueToSuspend(const VirtualMachine& vm, const std::string& reason) {
  if (!vm.isMarkedSuspended()) return tagging(kMachine, vm.id(), kSuspendedTag, reason);
  return dueToStop(vm, false);
}

Due dueToUnsuspend(const VirtualMachine& vm) {
  if (!vm.isRunning()) return dueToRun(vm);
  if (vm.isMarkedSuspended()) return untagging(kMachine, vm.id(), kSuspendedTag);
  return Nothing{};
}

Due dueToBeStoppedFor(const VirtualMachine& vm) {
  if (vm.isRunning() && !vm.isMarkedForRestart())
    return tagging(kMachine, vm.id(), kRestartTag, "after a change");
  return dueToStop(vm, false);
}

Due dueToGoOn(const VirtualMachine& vm) {
  if (!vm.isMarkedForRestart()) return Nothing{};
  if (vm.isRunning() || vm.isMarkedSuspended()) return untagging(kMachine, vm.id(), kRestartTag);
  return dueToRun(vm);
}

Due dueToChange(const VirtualMachine& vm, bool isChanged, const Step& change) {
  if (isChanged) return dueToGoOn(vm);
  auto due = dueToBeStoppedFor(vm);
  if (std::holds_alternative<Nothing>(due)) return change;
  return due;
}

sdk::ProviderError isSuspended() {
  return sdk::permanent("suspended", "the machine is suspended");
}

std::string tagText(std::string text) {
  constexpr std::size_t kLongest = 200;
  if (text.size() > kLongest) {
    text.resize(kLongest);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
      text.pop_back();
    if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.pop_back();
  }
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  return text.empty() ? "suspended" : text;
}

}  // namespace hostler::cloudstack
