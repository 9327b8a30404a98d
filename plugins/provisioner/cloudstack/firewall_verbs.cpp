// Firewalls. Where the zone has security groups, they are these. Elsewhere each public address has
// a firewall of its own, which is there from the start: its id is the address's, and only its rules
// can be set.
#include "cloudstack_provisioner.h"
#include "rules.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr std::string_view kAddressPages = "a";  // before a page's number: of the second list

sdk::Firewall toFirewall(const Json& group) {
  sdk::Firewall firewall;
  describe(firewall, group, textOf(group, "name"));
  if (const auto name = someText(group, "description"); !name.empty()) firewall.name = name;
  firewall.rules = together(groupRules(group));
  for (const auto& id : listOf(group, "virtualmachineids")) {
    if (!id.is_string()) throw MappingError{"virtualmachineids has something that is no id"};
    firewall.machines.push_back(id.get<std::string>());
  }
  return firewall;
}

sdk::Firewall toFirewall(const PublicAddress& ip, const std::vector<CloudRule>& rules) {
  sdk::Firewall firewall;
  static_cast<sdk::Resource&>(firewall) = ip.address;
  for (const auto& rule : rules) firewall.rules.push_back(rule.rule);
  if (!ip.address.machine.empty()) firewall.machines.push_back(ip.address.machine);
  return firewall;
}

Step authorizing(const std::string& group, const CloudRule& rule) {
  const bool isIn = rule.rule.direction == sdk::Direction::In;
  Step step{isIn ? "authorizeSecurityGroupIngress" : "authorizeSecurityGroupEgress",
            {{"securitygroupid", group}},
            kMoment};
  addRule(step.params, rule.rule, "cidrlist");
  return step;
}

Step revoking(const CloudRule& rule) {
  const bool isIn = rule.rule.direction == sdk::Direction::In;
  return {isIn ? "revokeSecurityGroupIngress" : "revokeSecurityGroupEgress",
          {{"id", rule.id}},
          kMoment};
}

Due dueToHaveGroupRules(const Json& group, const std::vector<CloudRule>& wanted) {
  const auto id = textOf(group, "id");
  return dueToHaveRules(
      groupRules(group), wanted, [&](const CloudRule& rule) { return authorizing(id, rule); },
      revoking);
}

bool isIn(const VirtualMachine& vm, const std::string& group) {
  return std::ranges::find(vm.securityGroups, group) != vm.securityGroups.end();
}

sdk::ProviderError noGroup() {
  return sdk::permanent(std::string{kRefused},
                        "an address's firewall is where the address is: only its rules can be set");
}

}  // namespace

std::vector<CloudRule> CloudstackProvisioner::rulesAt(const sdk::Call& call, const Cloud& cloud,
                                                      const PublicAddress& ip) const {
  return addressRules(client_.all(call, cloud, "listFirewallRules", "firewallrule",
                                  {{"ipaddressid", ip.id()}, {"listall", "true"}}));
}

Reply<sdk::Page<sdk::Firewall>> CloudstackProvisioner::listFirewalls(
    const sdk::Call& call, const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  auto part = request;
  if (request.cursor.starts_with(kAddressPages)) {
    part.cursor.erase(0, kAddressPages.size());
    const auto found = addresses_.page(call, cloud, part);
    sdk::Page<sdk::Firewall> page;
    for (const auto& ip : found.items)
      page.items.push_back(toFirewall(ip, rulesAt(call, cloud, ip)));
    if (found.nextCursor) page.nextCursor = std::string{kAddressPages} + *found.nextCursor;
    return page;
  }
  auto page = things_.page<sdk::Firewall>(call, cloud, kSecurityGroups, part,
                                          [](const Json& group) { return toFirewall(group); });
  if (!page.nextCursor) page.nextCursor = std::string{kAddressPages} + "1";
  return page;
}

Reply<sdk::Found<sdk::Firewall>> CloudstackProvisioner::getFirewall(
    const sdk::Call& call, const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  sdk::Found<sdk::Firewall> found;
  if (const auto group = things_.wanted(call, cloud, kSecurityGroups, request)) {
    found.item = toFirewall(*group);
  } else if (!request.id.empty()) {
    if (const auto ip = addresses_.byId(call, cloud, request.id, request.owner))
      found.item = toFirewall(*ip, rulesAt(call, cloud, *ip));
  }
  return found;
}

Reply<sdk::Firewall> CloudstackProvisioner::createFirewall(const sdk::Call& call,
                                                           const sdk::CreateFirewall& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  const auto wanted = groupRules(request.rules);
  Params params{{"name", label}};
  if (!request.name.empty()) params.emplace_back("description", request.name);
  const auto read = [&] { return things_.byLabel(call, cloud, kSecurityGroups, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& group) -> Due {
    if (!group) return Step{"createSecurityGroup", params};
    return dueToHaveGroupRules(*group, wanted);
  });
  if (settled && !*settled) return notConfirmed("the new security group does not show");
  return mapped(std::move(settled), [](auto group) { return toFirewall(*group); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteFirewall(const sdk::Call& call,
                                                          const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  if (!things_.byId(call, cloud, kSecurityGroups, request.id, request.owner) &&
      addresses_.byId(call, cloud, request.id, request.owner)) {
    return noGroup();
  }
  return removeThing(call, cloud, kSecurityGroups, request,
                     {"deleteSecurityGroup", {{"id", request.id}}});
}

Reply<sdk::Firewall> CloudstackProvisioner::setFirewallRules(const sdk::Call& call,
                                                             const sdk::SetFirewallRules& request) {
  const auto cloud = cloudOf(call, request);
  if (things_.byId(call, cloud, kSecurityGroups, request.id, request.owner)) {
    const auto wanted = groupRules(request.rules);
    const auto read = [&] {
      return things_.existing(call, cloud, kSecurityGroups, request.id, request.owner);
    };
    auto settled = settle(call, cloud, worker_, read,
                          [&](const Json& group) { return dueToHaveGroupRules(group, wanted); });
    return mapped(std::move(settled), [](const Json& group) { return toFirewall(group); });
  }
  const auto ip = addresses_.existing(call, cloud, request.id, request.owner);
  const auto wanted = addressRules(request.rules);
  const auto adding = [&](const CloudRule& rule) {
    Step step{"createFirewallRule", {{"ipaddressid", ip.id()}}, kMoment};
    addRule(step.params, rule.rule, "cidrlist");
    return step;
  };
  const auto removing = [](const CloudRule& rule) {
    return Step{"deleteFirewallRule", {{"id", rule.id}}, kMoment};
  };
  auto settled = settle(
      call, cloud, worker_, [&] { return rulesAt(call, cloud, ip); },
      [&](const std::vector<CloudRule>& is) {
        return dueToHaveRules(is, wanted, adding, removing);
      });
  return mapped(std::move(settled), [&](auto rules) { return toFirewall(ip, rules); });
}

// The cloud changes a machine's groups only while it is stopped.
Reply<sdk::Firewall> CloudstackProvisioner::putBehind(const sdk::Call& call,
                                                      const sdk::OnResourceAndMachine& request,
                                                      bool behind) const {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.ownersMachine(call, cloud, request.machine, request.owner);
  if (!things_.byId(call, cloud, kSecurityGroups, request.id, request.owner)) {
    (void)addresses_.existing(call, cloud, request.id, request.owner);
    return noGroup();
  }
  auto groups = vm.securityGroups;
  std::erase(groups, request.id);
  if (behind) groups.push_back(request.id);
  if (groups.empty()) groups.push_back(defaultGroup(call, cloud));
  const Step change{"updateVirtualMachine",
                    {{"id", vm.id()}, {"securitygroupids", joined(groups)}}};
  auto settled =
      changeStopped(call, cloud, request.machine, change,
                    [&](const VirtualMachine& now) { return isIn(now, request.id) == behind; });
  return mapped(std::move(settled), [&](auto) {
    return readAfterWrite([&] {
      return toFirewall(things_.existing(call, cloud, kSecurityGroups, request.id, request.owner));
    });
  });
}

std::string CloudstackProvisioner::defaultGroup(const sdk::Call& call, const Cloud& cloud) const {
  const auto groups = client_.all(call, cloud, "listSecurityGroups", "securitygroup",
                                  {{"securitygroupname", "default"}});
  if (groups.empty())
    fail(sdk::permanent(std::string{kRefused}, "a machine must stay in some security group"));
  return textOf(groups.front(), "id");
}

Reply<sdk::Firewall> CloudstackProvisioner::attachFirewall(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return putBehind(call, request, true);
}

Reply<sdk::Firewall> CloudstackProvisioner::detachFirewall(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return putBehind(call, request, false);
}

}  // namespace hostler::cloudstack
