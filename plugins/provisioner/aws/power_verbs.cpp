// On and off: suspend, unsuspend, machine.start, machine.stop, machine.reboot.
#include "aws_provisioner.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

sdk::ProviderError stillStarting(const Instance& instance) {
  return busy("the instance " + instance.id + " is still starting");
}

}  // namespace

Reply<Instance> AwsProvisioner::usable(const sdk::Call& call, const Cloud& cloud,
                                       const sdk::AccountRef& ref) const {
  auto instance = instances_.expected(call, cloud, ref);
  if (instance && instance->has(kSuspendedTag))
    return sdk::permanent("suspended", "the machine is suspended");
  return instance;
}

Reply<sdk::Account> AwsProvisioner::suspend(const sdk::Call& call,
                                            const sdk::SuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  auto instance = instances_.expected(call, cloud, request.account);
  if (instance && !instance->has(kSuspendedTag))
    instance = instances_.mark(call, cloud, instance->id, kSuspendedTag, "yes");
  if (!instance) return instance.error();
  if (instance->isPending()) return stillStarting(*instance);
  if (instance->isRunning()) instance = instances_.stop(call, cloud, instance->id, false);
  if (!instance) return instance.error();
  return shown(cloud, *instance, instance->isStopped());
}

Reply<sdk::Account> AwsProvisioner::unsuspend(const sdk::Call& call,
                                              const sdk::UnsuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  auto instance = instances_.expected(call, cloud, request.account);
  if (instance && instance->has(kSuspendedTag))
    instance = instances_.unmark(call, cloud, instance->id, kSuspendedTag);
  if (instance && instance->isStopped()) instance = instances_.start(call, cloud, instance->id);
  if (!instance) return instance.error();
  return shown(cloud, *instance, instance->isRunning());
}

Reply<sdk::Account> AwsProvisioner::startMachine(const sdk::Call& call,
                                                 const sdk::StartMachine& request) {
  const auto cloud = cloudOf(call, request);
  auto instance = usable(call, cloud, request.account);
  if (instance && instance->isStopped()) instance = instances_.start(call, cloud, instance->id);
  if (!instance) return instance.error();
  return shown(cloud, *instance, instance->isRunning());
}

Reply<sdk::Account> AwsProvisioner::stopMachine(const sdk::Call& call,
                                                const sdk::StopMachine& request) {
  const auto cloud = cloudOf(call, request);
  auto instance = instances_.expected(call, cloud, request.account);
  if (!instance) return instance.error();
  if (instance->isPending()) return stillStarting(*instance);
  // A system that does not shut down hangs in "stopping"; force takes the power from it.
  const bool hangs = request.force && instance->isStopping();
  if (instance->isRunning() || hangs)
    instance = instances_.stop(call, cloud, instance->id, request.force);
  if (!instance) return instance.error();
  return shown(cloud, *instance, instance->isStopped());
}

// EC2 keeps no record of reboots, and a rebooted instance looks as before. So a reboot that is
// known to be done is noted on the machine, and not done again for the same wish; one whose answer
// was lost is done again when it is asked for again.
Reply<sdk::Account> AwsProvisioner::rebootMachine(const sdk::Call& call,
                                                  const sdk::RebootMachine& request) {
  const auto cloud = cloudOf(call, request);
  auto instance = usable(call, cloud, request.account);
  if (!instance) return instance.error();
  const auto wish = request.requestedAt ? std::to_string(*request.requestedAt)
                                        : requestToken({"reboot", call.key});
  if (tagIn(instance->tags, kRebootedTag) == wish)
    return shown(cloud, *instance, instance->isRunning());
  if (instance->isStopped()) return sdk::permanent("stopped", "the machine is switched off");
  if (!instance->isRunning()) return busy("the instance " + instance->id + " is changing");

  const auto done =
      client_.write(call, cloud, "RebootInstances", Form{}.list("InstanceId", {instance->id}));
  if (!done) return done.error();
  const auto noted = instances_.mark(call, cloud, instance->id, kRebootedTag, wish);
  if (!noted) call.log.warning("reboot.not_noted", {{"code", noted.error().code}});
  return shown(cloud, noted ? *noted : *instance, true);
}

}  // namespace hostler::aws
