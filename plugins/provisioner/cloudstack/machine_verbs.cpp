// What can be done to a machine beyond the life of its account.
#include "action_log.h"
#include "cloudstack_provisioner.h"
#include "machine_steps.h"

#include <hostler/names.hpp>

namespace hostler::cloudstack {
namespace {

using sdk::Reply;

/// A machine and how far an action on it has come.
struct Acted {
  VirtualMachine vm;
  ActionState action;
};

Due dueToAct(const Acted& acted, const Step& step) {
  const auto& vm = acted.vm;
  if (vm.isMarkedSuspended()) return isSuspended();
  const bool isSettled = vm.isRunning() || vm.isStopped();
  switch (acted.action) {
    case ActionState::Running:
      return Waiting{};
    case ActionState::Failed:
      return sdk::permanent("action_failed", "the cloud tried it and did not succeed");
    case ActionState::Done:
      return isSettled ? Due{Nothing{}} : Due{Waiting{}};
    case ActionState::None:
      break;
  }
  if (!isSettled || vm.hasPendingJob) return busy("the machine " + vm.id());
  return step;
}

VirtualMachine machineIn(Acted acted) {
  return std::move(acted.vm);
}

}  // namespace

Reply<sdk::Account> CloudstackProvisioner::startMachine(const sdk::Call& call,
                                                        const sdk::StartMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return finder_.expected(call, cloud, request.account); };
  return answer(call, cloud,
                settle(call, cloud, worker_, read, [](const VirtualMachine& vm) -> Due {
                  if (vm.isMarkedSuspended()) return isSuspended();
                  return dueToRun(vm);
                }));
}

Reply<sdk::Account> CloudstackProvisioner::stopMachine(const sdk::Call& call,
                                                       const sdk::StopMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return finder_.expected(call, cloud, request.account); };
  return answer(call, cloud,
                settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
                  // What is stopped by hand shall not be started after a change.
                  if (vm.isMarkedForRestart()) return untagging("UserVm", vm.id(), kRestartTag);
                  return dueToStop(vm, request.force);
                }));
}

Reply<sdk::Account> CloudstackProvisioner::rebootMachine(const sdk::Call& call,
                                                         const sdk::RebootMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto since = request.asked().value_or(sdk::Asked::justNow());
  Step step{"rebootVirtualMachine", {{"id", request.account.id}}};
  if (request.force) step.params.emplace_back("forced", "true");
  const auto read = [&] {
    auto vm = finder_.expected(call, cloud, request.account);
    const auto action = actions_.since(call, cloud, {vm.id()}, "VM.REBOOT", since);
    return Acted{std::move(vm), action};
  };
  auto settled =
      settle(call, cloud, worker_, read, [&](const Acted& acted) { return dueToAct(acted, step); });
  return answer(call, cloud, mapped(std::move(settled), machineIn));
}

Reply<sdk::Account> CloudstackProvisioner::rebuildMachine(const sdk::Call& call,
                                                          const sdk::RebuildMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto since = request.asked().value_or(sdk::Asked::justNow());
  Step step{"restoreVirtualMachine", {{"virtualmachineid", request.account.id}}};
  if (!request.image.empty()) step.params.emplace_back("templateid", idOf(request.image, "image"));
  const auto read = [&] {
    auto vm = finder_.expected(call, cloud, request.account);
    const auto action = actions_.since(call, cloud, {vm.id()}, "VM.RESTORE", since);
    return Acted{std::move(vm), action};
  };
  auto settled =
      settle(call, cloud, worker_, read, [&](const Acted& acted) { return dueToAct(acted, step); });
  return answer(call, cloud, mapped(std::move(settled), machineIn));
}

Reply<sdk::Account> CloudstackProvisioner::renameMachine(const sdk::Call& call,
                                                         const sdk::RenameMachine& request) {
  const auto cloud = cloudOf(call, request);
  if (!sdk::isDomainName(request.newDomain)) return badRequest("new_domain is not a host name");
  auto renamed = request.account;
  renamed.domain = request.newDomain;
  const auto read = [&] {
    // Sent again, it already has the new name.
    auto vm = finder_.expected(call, cloud, {renamed.id, "", renamed.reference});
    checkMeant(vm, vm.account.domain == request.newDomain ? renamed : request.account);
    return vm;
  };
  return answer(
      call, cloud, settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
        if (vm.account.domain == request.newDomain) return Nothing{};
        return Step{"updateVirtualMachine", {{"id", vm.id()}, {"displayname", request.newDomain}}};
      }));
}

// The cloud makes the password up and tells it once, in the result of the job: so that is waited
// for. When its answer is lost, a repetition makes another one: nobody knows the first.
Reply<sdk::MachinePassword> CloudstackProvisioner::resetMachinePassword(
    const sdk::Call& call, const sdk::ResetMachinePassword& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return finder_.expected(call, cloud, request.account); };
  const auto stopped = settle(call, cloud, worker_, read, [](const VirtualMachine& vm) -> Due {
    if (!vm.passwordEnabled)
      return sdk::permanent(std::string{kRefused}, "the machine's image takes no passwords");
    return dueToBeStoppedFor(vm);
  });
  if (!stopped) return stopped.error();
  if (stopped.isPending()) return sdk::Pending{sdk::MachinePassword{}};

  const auto done = worker_.perform(
      call, cloud,
      {"resetPasswordForVirtualMachine", {{"id", request.account.id}}, call.remaining()});
  if (done.running) return sdk::Pending{sdk::MachinePassword{}};
  goOn(call, cloud, request.account);
  if (done.refusal) return *done.refusal;
  const auto password = readAfterWrite([&] {
    const auto& vm = memberOf(done.result, "virtualmachine");
    return vm.is_object() ? someText(vm, "password") : std::string{};
  });
  if (password.empty()) return notConfirmed("the cloud told no password");
  return sdk::MachinePassword{sdk::PasswordDelivery::Reply, sdk::Secret{password}, {}};
}

Reply<sdk::ConsoleEndpoint> CloudstackProvisioner::openConsole(const sdk::Call& call,
                                                               const sdk::OpenConsole& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.expected(call, cloud, request.account);
  if (!vm.isRunning()) return sdk::permanent("not_running", "the machine does not run");
  // A console that nobody learns of harms nobody: a lost answer may simply be asked for again.
  const auto content =
      client_.read(call, cloud, "createConsoleEndpoint", {{"virtualmachineid", vm.id()}});
  const auto& endpoint = memberOf(content, "consoleendpoint");
  const auto url = someText(endpoint, "url");
  call.log.redactor().hide(url);
  if (!flagOf(endpoint, "success"))
    return sdk::permanent(std::string{kRefused}, someText(endpoint, "details"));
  if (!url.starts_with("https://") && !sdk::isAllowedUrl(url))
    return sdk::unusableAnswer(sdk::Effect::Read, "the cloud gave no address of a console");
  return sdk::ConsoleEndpoint{sdk::Secret{url}, "web", {}, std::nullopt};
}

}  // namespace hostler::cloudstack
