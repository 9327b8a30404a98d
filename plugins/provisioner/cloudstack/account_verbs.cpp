// The life of a machine as an account: made, looked for, suspended, resized.
#include "cloudstack_provisioner.h"
#include "deployment.h"
#include "machine_steps.h"

#include <hostler/names.hpp>

namespace hostler::cloudstack {

using sdk::Reply;

Reply<sdk::Account> CloudstackProvisioner::answer(const sdk::Call& call, const Cloud& cloud,
                                                  Reply<VirtualMachine>&& vm) const {
  return mapped(std::move(vm), [&](VirtualMachine found) {
    return readAfterWrite([&] { return finder_.shown(call, cloud, std::move(found)); });
  });
}

Due CloudstackProvisioner::dueToChangeOf(const VirtualMachine& vm, bool isChanged,
                                         const Step& change) {
  return dueToChange(vm, isChanged, change);
}

void CloudstackProvisioner::goOn(const sdk::Call& call, const Cloud& cloud,
                                 const sdk::AccountRef& ref) const {
  const auto settled = readAfterWrite([&] {
    return settle(
        call, cloud, worker_, [&] { return finder_.expected(call, cloud, ref); }, dueToGoOn);
  });
  if (!settled) fail(notConfirmed("the machine is off: " + settled.error().message));
}

void CloudstackProvisioner::removeWreck(const sdk::Call& call, const Cloud& cloud,
                                        const std::string& reference) const {
  const auto vm = readAfterWrite([&] { return finder_.byReference(call, cloud, reference); });
  if (!vm || !vm->isFailed()) return;
  const auto removed = worker_.perform(
      call, cloud, {"destroyVirtualMachine", {{"id", vm->id()}, {"expunge", "true"}}, kMoment});
  if (removed.refusal)
    fail(notConfirmed("what the failed deployment left cannot be removed: " +
                      removed.refusal->message));
}

// Keys, firewalls and networks of the order must be the client's own.
void CloudstackProvisioner::checkOrder(const sdk::Call& call, const Cloud& cloud,
                                       const sdk::CreateAccount& request) const {
  if (!request.machine) return;
  const auto& order = *request.machine;
  for (const auto& key : order.sshKeys) {
    if (!isOwnedBy(idOf(key, "ssh_keys"), request.owner)) fail(wrongOwner("the SSH key " + key));
  }
  for (const auto& firewall : order.firewalls)
    (void)things_.existing(call, cloud, kSecurityGroups, firewall, request.owner);
  if (!order.network.empty())
    (void)things_.existing(call, cloud, kNetworks, order.network, request.owner);
}

Reply<sdk::Account> CloudstackProvisioner::create(const sdk::Call& call,
                                                  const sdk::CreateAccount& request) {
  const auto cloud = cloudOf(call, request);
  if (!sdk::isDomainName(request.domain)) return badRequest("domain is not a host name");
  const auto deployment = deploymentOf(cloud, productOf(call, request), request);
  checkOrder(call, cloud, request);
  if (finder_.isTaken(call, cloud, request.domain, request.reference)) {
    return sdk::permanent("domain_exists",
                          "another machine of ours has the host name " + request.domain);
  }
  const sdk::AccountRef wanted{"", request.domain, request.reference};

  const auto read = [&] { return finder_.byReference(call, cloud, request.reference); };
  auto made =
      settle(call, cloud, worker_, read, [&](const std::optional<VirtualMachine>& vm) -> Due {
        if (!vm) return deployment;
        if (vm->isFailed()) {
          return sdk::retryable("deployment_failed", "the cloud could not make the machine");
        }
        checkMeant(*vm, wanted);
        if (vm->isBeingMade()) return Waiting{};
        return Nothing{};
      });
  if (!made) {
    if (made.error().outcome != sdk::Outcome::Unknown) removeWreck(call, cloud, request.reference);
    return made.error();
  }
  if (!*made) return notConfirmed("the new machine does not show");
  return answer(call, cloud, mapped(std::move(made), [](auto vm) { return std::move(*vm); }));
}

Reply<sdk::Located> CloudstackProvisioner::locate(const sdk::Call& call,
                                                  const sdk::LocateAccount& request) {
  const auto cloud = cloudOf(call, request);
  auto vm = request.accountId.empty() ? finder_.byReference(call, cloud, request.reference)
                                      : finder_.byId(call, cloud, request.accountId);
  if (vm && !vm->isGone() && !request.accountId.empty())
    checkMeant(*vm, {request.accountId, request.domain, request.reference});
  const bool ours = vm && !vm->isGone() && !vm->reference().empty() &&
                    (request.reference.empty() || vm->reference() == request.reference) &&
                    (request.domain.empty() || vm->account.domain == request.domain);
  if (!ours) return sdk::Located{};
  const bool beingMade = vm->isBeingMade();
  sdk::Located located{finder_.shown(call, cloud, std::move(*vm))};
  if (beingMade) return sdk::Pending{std::move(located)};
  return located;
}

Reply<sdk::Account> CloudstackProvisioner::suspend(const sdk::Call& call,
                                                   const sdk::SuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto reason = tagText(request.reason);
  const auto read = [&] { return finder_.expected(call, cloud, request.account); };
  return answer(call, cloud, settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) {
                  return dueToSuspend(vm, reason);
                }));
}

Reply<sdk::Account> CloudstackProvisioner::unsuspend(const sdk::Call& call,
                                                     const sdk::UnsuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return finder_.expected(call, cloud, request.account); };
  return answer(call, cloud, settle(call, cloud, worker_, read, dueToUnsuspend));
}

Reply<sdk::Account> CloudstackProvisioner::changePackage(const sdk::Call& call,
                                                         const sdk::ChangePackage& request) {
  const auto cloud = cloudOf(call, request);
  const auto product = productOf(call, request);
  Step change{"changeServiceForVirtualMachine",
              {{"id", request.account.id},
               {"serviceofferingid", idOf(product.size, "product_settings.size")}}};
  addCustomSize(change.params, product);
  return answer(call, cloud,
                changeStopped(call, cloud, request.account, change, [&](const VirtualMachine& vm) {
                  return vm.account.package == product.size && hasCustomSize(vm, product);
                }));
}

}  // namespace hostler::cloudstack
