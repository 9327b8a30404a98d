// Machines: started, stopped, rebooted, restored, given passwords and discs.
#include "plugins/sandbox/cloudstack/command.h"
#include "plugins/sandbox/random_text.h"

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "virtualmachine";

void count(Json& vm, const char* what) {
  vm["_done"][what] = vm["_done"].value(what, 0) + 1;
}

void requireState(const Json& vm, std::initializer_list<const char*> states, const char* what) {
  for (const char* state : states) {
    if (vm.at("state") == state) return;
  }
  refuse("Unable to " + std::string{what} + " virtual machine in state " +
         vm.at("state").get<std::string>());
}

Json start(CommandCall& call) {
  const auto id = call.param("id");
  auto& vm = call.cloud.need(kKind, id);
  requireState(vm, {"Stopped", "Running"}, "start");
  vm["state"] = "Starting";
  vm["lastupdated"] = timeText(call.cloud.now);
  return call.begin(
      "VirtualMachine", id,
      [id](Cloud& later) {
        auto& now = later.need(kKind, id);
        now["state"] = "Running";
        return resultOf(kKind, now);
      },
      false, "VM.START");
}

Json stop(CommandCall& call) {
  const auto id = call.param("id");
  auto& vm = call.cloud.need(kKind, id);
  requireState(vm, {"Running", "Stopped"}, "stop");
  vm["state"] = "Stopping";
  return call.begin(
      "VirtualMachine", id,
      [id](Cloud& later) {
        auto& now = later.need(kKind, id);
        now["state"] = "Stopped";
        return resultOf(kKind, now);
      },
      false, "VM.STOP");
}

Json reboot(CommandCall& call) {
  const auto id = call.param("id");
  requireState(call.cloud.need(kKind, id), {"Running"}, "reboot");
  count(call.cloud.need(kKind, id), "reboot");
  return call.begin(
      "VirtualMachine", id, [id](Cloud& later) { return resultOf(kKind, later.need(kKind, id)); },
      false, "VM.REBOOT");
}

Json restore(CommandCall& call) {
  const auto id = call.param("virtualmachineid");
  auto& vm = call.cloud.need(kKind, id, "virtualmachineid");
  requireState(vm, {"Running", "Stopped"}, "restore");
  if (call.has("templateid")) {
    const auto& image = call.cloud.need("template", call.param("templateid"), "templateid");
    vm["templateid"] = image.at("id");
    vm["templatename"] = image.at("name");
    vm["passwordenabled"] = image.at("passwordenabled");
  }
  count(vm, "restore");
  return call.begin(
      "VirtualMachine", id,
      [id](Cloud& later) {
        auto result = resultOf(kKind, later.need(kKind, id));
        if (result[kKind].at("passwordenabled") == true) result[kKind]["password"] = randomText(12);
        return result;
      },
      false, "VM.RESTORE");
}

Json resetPassword(CommandCall& call) {
  const auto id = call.param("id");
  auto& vm = call.cloud.need(kKind, id);
  if (vm.at("passwordenabled") != true)
    refuse("Fail to reset password for the virtual machine, the template is not password enabled");
  requireState(vm, {"Stopped"}, "reset the password of a");
  count(vm, "password");
  return call.begin(
      "VirtualMachine", id,
      [id](Cloud& later) {
        auto result = resultOf(kKind, later.need(kKind, id));
        result[kKind]["password"] = randomText(12);
        return result;
      },
      false, "VM.RESETPASSWORD");
}

Json console(CommandCall& call) {
  const auto& vm = call.cloud.need(kKind, call.param("virtualmachineid"), "virtualmachineid");
  if (vm.at("state") != "Running")
    return {{"consoleendpoint", {{"success", false}, {"details", "VM is not running"}}}};
  const auto token = randomText(32);
  return {{"consoleendpoint",
           {{"success", true},
            {"url", call.publicUrl + "/cloudstack/console?token=" + token},
            {"details", ""},
            {"websocket", {{"host", "127.0.0.1"}, {"port", "8080"}, {"token", token}}}}}};
}

Json attachIso(CommandCall& call) {
  const auto id = call.param("virtualmachineid"), iso = call.param("id");
  const auto& disc = call.cloud.need("iso", iso);
  auto& vm = call.cloud.need(kKind, id, "virtualmachineid");
  if (disc.at("isready") != true) refuse("The ISO is not ready to be attached");
  if (vm.contains("isoid")) refuse("An ISO is attached to the virtual machine already");
  return call.begin("VirtualMachine", id, [id, iso](Cloud& later) {
    auto& now = later.need(kKind, id);
    now["isoid"] = iso;
    return resultOf(kKind, now);
  });
}

Json detachIso(CommandCall& call) {
  const auto id = call.param("virtualmachineid");
  if (!call.cloud.need(kKind, id, "virtualmachineid").contains("isoid"))
    refuse("The specified VM has no ISO attached to it.");
  return call.begin("VirtualMachine", id, [id](Cloud& later) {
    auto& now = later.need(kKind, id);
    now.erase("isoid");
    return resultOf(kKind, now);
  });
}

}  // namespace

void addPowerCommands(CommandTable& table) {
  table["startVirtualMachine"] = {{"id"}, true, start};
  table["stopVirtualMachine"] = {{"id"}, true, stop};
  table["rebootVirtualMachine"] = {{"id"}, true, reboot};
  table["restoreVirtualMachine"] = {{"virtualmachineid"}, true, restore};
  table["resetPasswordForVirtualMachine"] = {{"id"}, true, resetPassword};
  table["createConsoleEndpoint"] = {{"virtualmachineid"}, false, console};
  table["attachIso"] = {{"id", "virtualmachineid"}, true, attachIso};
  table["detachIso"] = {{"virtualmachineid"}, true, detachIso};
}

}  // namespace hostler::sandbox::cloudstack
