// Machines put back to what a snapshot holds. The cloud does it to stopped machines only, and its
// log is all that tells of it.
#include "cloudstack_provisioner.h"
#include "machine_steps.h"

namespace hostler::cloudstack {
namespace {

using sdk::Reply;

/// A machine, and how far it has been put back.
struct Reverted {
  VirtualMachine vm;
  ActionState action;
};

Due dueToRevert(const Reverted& reverted, const Step& step) {
  if (reverted.vm.isMarkedSuspended()) return isSuspended();
  if (reverted.action == ActionState::Running) return Waiting{};
  if (reverted.action == ActionState::Failed)
    return sdk::permanent("action_failed", "the cloud could not put the machine back");
  return dueToChange(reverted.vm, reverted.action == ActionState::Done, step);
}

}  // namespace

Reversion reversionTo(const sdk::Snapshot& snapshot) {
  if (snapshot.of == sdk::SnapshotOf::Machine) {
    return {{"revertToVMSnapshot", {{"vmsnapshotid", snapshot.id}}},
            "VMSNAPSHOT.REVERTTO",
            {snapshot.id, snapshot.source}};
  }
  return {
      {"revertSnapshot", {{"id", snapshot.id}}}, "SNAPSHOT.REVERT", {snapshot.id, snapshot.source}};
}

Reply<VirtualMachine> CloudstackProvisioner::putBack(const sdk::Call& call, const Cloud& cloud,
                                                     const sdk::AccountRef& ref,
                                                     const Reversion& reversion,
                                                     const sdk::Asked& since) const {
  const auto read = [&] {
    auto vm = finder_.expected(call, cloud, ref);
    const auto action = actions_.since(call, cloud, reversion.ids, reversion.event, since);
    return Reverted{std::move(vm), action};
  };
  auto settled = settle(call, cloud, worker_, read, [&](const Reverted& reverted) {
    return dueToRevert(reverted, reversion.step);
  });
  if (!settled && isRefusal(settled.error()) && settled.error().code != "suspended")
    goOn(call, cloud, ref);
  return mapped(std::move(settled), [](Reverted reverted) { return std::move(reverted.vm); });
}

}  // namespace hostler::cloudstack
