#include "machine_finder.h"

#include "mapping.h"
#include "refusals.h"

#include <algorithm>

namespace hostler::cloudstack {

using sdk::Json;

void checkMeant(const VirtualMachine& vm, const sdk::AccountRef& ref) {
  const auto wrong = [&](const std::string& whose) {
    fail(sdk::needsAttention("wrong_account", "the machine " + ref.id + " belongs to " + whose));
  };
  if (vm.reference().empty()) wrong("somebody else: it is none of ours");
  if (!ref.domain.empty() && vm.account.domain != ref.domain)
    wrong("another domain: " + vm.account.domain);
  if (!ref.reference.empty() && vm.reference() != ref.reference)
    wrong("another service: " + vm.reference());
}

std::optional<VirtualMachine> MachineFinder::byId(const sdk::Call& call, const Cloud& cloud,
                                                  const std::string& id) const {
  const auto found =
      client_.find(call, cloud, "listVirtualMachines", "virtualmachine", idOf(id, "account.id"));
  if (!found) return std::nullopt;
  return toVirtualMachine(*found);
}

std::optional<VirtualMachine> MachineFinder::byReference(const sdk::Call& call, const Cloud& cloud,
                                                         const std::string& reference) const {
  const auto name = machineName(reference);
  const auto listed = client_.all(call, cloud, "listVirtualMachines", "virtualmachine",
                                  {{"name", name}, {"listall", "true"}});
  for (const auto& entry : listed) {
    if (someText(entry, "name") != name) continue;  // the list shows what only contains it as well
    auto vm = toVirtualMachine(entry);
    if (!vm.isGone()) return vm;
  }
  return std::nullopt;
}

bool MachineFinder::isTaken(const sdk::Call& call, const Cloud& cloud, const std::string& domain,
                            const std::string& reference) const {
  const auto listed = client_.all(call, cloud, "listVirtualMachines", "virtualmachine",
                                  {{"keyword", domain}, {"listall", "true"}});
  return std::ranges::any_of(listed, [&](const Json& entry) {
    if (someText(entry, "displayname") != domain) return false;
    const auto vm = toVirtualMachine(entry);
    return !vm.isGone() && !vm.reference().empty() && vm.reference() != reference;
  });
}

VirtualMachine MachineFinder::expected(const sdk::Call& call, const Cloud& cloud,
                                       const sdk::AccountRef& ref) const {
  auto vm = byId(call, cloud, ref.id);
  if (!vm || vm->isGone())
    fail(sdk::needsAttention("account_missing", "the cloud has no machine " + ref.id));
  checkMeant(*vm, ref);
  return std::move(*vm);
}

VirtualMachine MachineFinder::ownersMachine(const sdk::Call& call, const Cloud& cloud,
                                            const sdk::AccountRef& ref,
                                            const std::string& owner) const {
  auto vm = expected(call, cloud, ref);
  if (vm.owner() != owner) fail(wrongOwner("the machine " + ref.id));
  return vm;
}

std::vector<Json> MachineFinder::volumesOf(const sdk::Call& call, const Cloud& cloud,
                                           const std::string& machine) const {
  return client_.all(call, cloud, "listVolumes", "volume",
                     {{"virtualmachineid", machine}, {"listall", "true"}});
}

sdk::Account MachineFinder::shown(const sdk::Call& call, const Cloud& cloud,
                                  VirtualMachine vm) const {
  addVolumes(vm, volumesOf(call, cloud, vm.id()));
  return std::move(vm.account);
}

}  // namespace hostler::cloudstack
