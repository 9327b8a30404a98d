// Load balancers: an address with forwarding rules, all leading to the same machines.
#include "cloudstack_provisioner.h"
#include "machine_steps.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Reply;

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

/// What a load balancer shall be.
struct Wanted {
  std::vector<sdk::ForwardingRule> rules;
  std::string algorithm;
  std::vector<std::string> machines;
};

bool isRule(const BalancingRule& is, const sdk::ForwardingRule& wanted,
            const std::string& algorithm) {
  return is.rule.port == wanted.port && is.rule.targetPort == wanted.targetPort &&
         is.rule.protocol == wanted.protocol && is.algorithm == algorithm;
}

Step making(const Balancer& balancer, const sdk::ForwardingRule& rule,
            const std::string& algorithm) {
  return {"createLoadBalancerRule",
          {{"name", balancer.label + "." + std::to_string(rule.port)},
           {"algorithm", algorithm},
           {"publicipid", balancer.address->id()},
           {"publicport", std::to_string(rule.port)},
           {"privateport", std::to_string(rule.targetPort)},
           {"protocol", rule.protocol},
           {"openfirewall", "true"},
           {"description", balancer.label}},
          kMoment};
}

bool isWantedBy(const Wanted& wanted, const BalancingRule& rule) {
  return std::ranges::any_of(
      wanted.rules, [&](const auto& each) { return isRule(rule, each, wanted.algorithm); });
}

Step ending(const BalancingRule& rule) {
  return {"deleteLoadBalancerRule", {{"id", rule.id}}, kMoment};
}

// What is to go goes last, because its machines are what the new rules are to lead to; but for one
// whose port another needs.
Due dueToHave(const Balancer& balancer, const Wanted& wanted) {
  for (const auto& each : wanted.rules) {
    const auto made = std::ranges::find_if(balancer.rules, [&](const BalancingRule& rule) {
      return isRule(rule, each, wanted.algorithm);
    });
    if (made == balancer.rules.end()) {
      const auto inTheWay = std::ranges::find_if(balancer.rules, [&](const BalancingRule& rule) {
        return rule.rule.port == each.port && !isWantedBy(wanted, rule);
      });
      if (inTheWay != balancer.rules.end()) return ending(*inTheWay);
      return making(balancer, each, wanted.algorithm);
    }
    std::vector<std::string> missing;
    for (const auto& machine : wanted.machines) {
      if (!contains(made->machines, machine)) missing.push_back(machine);
    }
    if (!missing.empty()) {
      return Step{"assignToLoadBalancerRule",
                  {{"id", made->id}, {"virtualmachineids", joined(missing)}},
                  kMoment};
    }
  }
  for (const auto& rule : balancer.rules) {
    if (!isWantedBy(wanted, rule)) return ending(rule);
  }
  return Nothing{};
}

std::vector<sdk::ForwardingRule> checkedRules(const std::vector<sdk::ForwardingRule>& rules) {
  if (rules.empty()) fail(badRequest("a load balancer has at least one rule"));
  std::vector<sdk::ForwardingRule> checked;
  for (const auto& rule : rules) checked.push_back(forwarded(rule));
  return checked;
}

const std::string& ownedLabel(const std::string& id, const std::string& owner) {
  if (!isOwnedBy(idOf(id, "id"), owner)) fail(wrongOwner("the load balancer " + id));
  return id;
}

Reply<sdk::LoadBalancer> shownAs(Reply<Balancer>&& balancer) {
  return mapped(std::move(balancer), toLoadBalancer);
}

}  // namespace

Balancer CloudstackProvisioner::existingBalancer(const sdk::Call& call, const Cloud& cloud,
                                                 const std::string& id,
                                                 const std::string& owner) const {
  auto balancer = balancers_.byLabel(call, cloud, ownedLabel(id, owner));
  if (!balancer.exists()) fail(isMissing("load balancer", id));
  return balancer;
}

Reply<sdk::Page<sdk::LoadBalancer>> CloudstackProvisioner::listLoadBalancers(
    const sdk::Call& call, const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto labels = balancers_.labels(call, cloud, request);
  sdk::Page<sdk::LoadBalancer> page{{}, labels.nextCursor};
  for (const auto& label : labels.items)
    page.items.push_back(toLoadBalancer(balancers_.byLabel(call, cloud, label)));
  return page;
}

Reply<sdk::Found<sdk::LoadBalancer>> CloudstackProvisioner::getLoadBalancer(
    const sdk::Call& call, const sdk::GetResource& request) {
  const auto label = request.id.empty() ? labelOf(request.owner, request.reference)
                                        : ownedLabel(request.id, request.owner);
  const auto balancer = balancers_.byLabel(call, cloudOf(call, request), label);
  sdk::Found<sdk::LoadBalancer> found;
  // One without rules is not made yet: its first rule is its last step but one.
  if (balancer.exists() && !balancer.rules.empty()) found.item = toLoadBalancer(balancer);
  return found;
}

Reply<sdk::LoadBalancer> CloudstackProvisioner::createLoadBalancer(
    const sdk::Call& call, const sdk::CreateLoadBalancer& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  Wanted wanted{checkedRules(request.rules), algorithmOf(request.balancing), {}};
  auto network = request.network;
  if (!network.empty()) (void)things_.existing(call, cloud, kNetworks, network, request.owner);
  for (const auto& machine : request.machines) {
    const auto vm = finder_.ownersMachine(call, cloud, machine, request.owner);
    wanted.machines.push_back(vm.id());
    if (network.empty() && vm.defaultNic() != nullptr) network = vm.defaultNic()->network;
  }
  if (network.empty()) network = needed(cloud.network, "server_settings.network");

  const auto read = [&] { return balancers_.byLabel(call, cloud, label, network); };
  return shownAs(settle(call, cloud, worker_, read, [&](const Balancer& balancer) -> Due {
    if (!balancer.address) return Step{"associateIpAddress", {{"networkid", network}}, kMoment};
    if (!balancer.exists())
      return tagging("PublicIpAddress", balancer.address->id(), kLabelTag, balancerTag(label));
    if (balancer.address->isUnderWay()) return Waiting{};
    return dueToHave(balancer, wanted);
  }));
}

// The rules at an address end with it.
Reply<sdk::Removed> CloudstackProvisioner::deleteLoadBalancer(const sdk::Call& call,
                                                              const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto& label = ownedLabel(request.id, request.owner);
  bool existed = false;
  const auto read = [&] { return balancers_.byLabel(call, cloud, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const Balancer& balancer) -> Due {
    if (!balancer.exists()) return Nothing{};
    existed = true;
    if (balancer.address->isUnderWay()) return Waiting{};
    return Step{"disassociateIpAddress", {{"id", balancer.address->id()}}, kMoment};
  });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

Reply<sdk::LoadBalancer> CloudstackProvisioner::setLoadBalancerRules(
    const sdk::Call& call, const sdk::SetLoadBalancerRules& request) {
  const auto cloud = cloudOf(call, request);
  const auto before = existingBalancer(call, cloud, request.id, request.owner);
  const Wanted wanted{checkedRules(request.rules), algorithmOf(toLoadBalancer(before).balancing),
                      before.machines()};
  const auto read = [&] { return existingBalancer(call, cloud, request.id, request.owner); };
  return shownAs(settle(call, cloud, worker_, read,
                        [&](const Balancer& balancer) { return dueToHave(balancer, wanted); }));
}

Reply<sdk::LoadBalancer> CloudstackProvisioner::settleMember(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request, bool member) const {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.ownersMachine(call, cloud, request.machine, request.owner);
  const auto read = [&] { return existingBalancer(call, cloud, request.id, request.owner); };
  return shownAs(settle(call, cloud, worker_, read, [&](const Balancer& balancer) -> Due {
    for (const auto& rule : balancer.rules) {
      if (contains(rule.machines, vm.id()) == member) continue;
      return Step{member ? "assignToLoadBalancerRule" : "removeFromLoadBalancerRule",
                  {{"id", rule.id}, {"virtualmachineids", vm.id()}},
                  kMoment};
    }
    return Nothing{};
  }));
}

Reply<sdk::LoadBalancer> CloudstackProvisioner::attachToLoadBalancer(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return settleMember(call, request, true);
}

Reply<sdk::LoadBalancer> CloudstackProvisioner::detachFromLoadBalancer(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return settleMember(call, request, false);
}

}  // namespace hostler::cloudstack
