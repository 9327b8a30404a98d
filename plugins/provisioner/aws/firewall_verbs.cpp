// Firewalls are security groups.
#include "aws_provisioner.h"
#include "firewall_rules.h"
#include "refusals.h"
#include "resource_mapping.h"

#include <algorithm>
#include <iterator>

namespace hostler::aws {
namespace {

using sdk::Direction, sdk::Reply;

sdk::Firewall toFirewall(const XmlElement& group, const std::string& region) {
  const auto tags = tagsOf(group);
  sdk::Firewall firewall;
  firewall.id = idOf(group, "groupId", "sg-");
  firewall.reference = tagIn(tags, kReferenceTag);
  firewall.name = tagIn(tags, kNameTag);
  firewall.region = region;
  firewall.rules = rulesOf(permissionsIn(group));
  return firewall;
}

Permissions without(const Permissions& all, const Permissions& some) {
  Permissions rest;
  std::ranges::set_difference(all, some, std::inserter(rest, rest.end()));
  return rest;
}

/// One request that brings rules nearer to what they shall be.
struct RuleChange {
  const char* action;
  Direction direction;
  bool isAddition;
};
// What is to be let through comes first, so that nothing that stays allowed is cut off meanwhile.
constexpr RuleChange kChanges[] = {{"AuthorizeSecurityGroupIngress", Direction::In, true},
                                   {"AuthorizeSecurityGroupEgress", Direction::Out, true},
                                   {"RevokeSecurityGroupIngress", Direction::In, false},
                                   {"RevokeSecurityGroupEgress", Direction::Out, false}};

}  // namespace

Reply<sdk::Firewall> AwsProvisioner::shownFirewall(const sdk::Call& call, const Cloud& cloud,
                                                   const XmlElement& group) const {
  auto firewall = mapped(toFirewall, group, cloud.region);
  if (!firewall) return firewall;
  const auto reservations = client_.all(call, cloud, "DescribeInstances", "reservationSet",
                                        Form{}.filter("instance.group-id", {firewall->id}));
  if (!reservations) return reservations.error();
  for (const auto& reservation : *reservations) {
    for (const auto& item : reservation["instancesSet"].children) {
      const auto instance = mapped(toInstance, item);
      if (!instance) return instance.error();
      if (!instance->isEnded()) firewall->machines.push_back(instance->id);
    }
  }
  return firewall;
}

Reply<sdk::Page<sdk::Firewall>> AwsProvisioner::listFirewalls(const sdk::Call& call,
                                                              const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.page(call, cloud, kFirewalls, request);
  if (!listed) return listed.error();
  sdk::Page<sdk::Firewall> page{{}, listed->nextCursor};
  for (const auto& group : listed->items) {
    auto firewall = shownFirewall(call, cloud, group);
    if (!firewall) return firewall.error();
    page.items.push_back(std::move(*firewall));
  }
  return page;
}

Reply<sdk::Found<sdk::Firewall>> AwsProvisioner::getFirewall(const sdk::Call& call,
                                                             const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kFirewalls, request);
  if (!found) return found.error();
  if (!*found) return sdk::Found<sdk::Firewall>{};
  auto firewall = shownFirewall(call, cloud, **found);
  if (!firewall) return firewall.error();
  return sdk::Found<sdk::Firewall>{std::move(*firewall)};
}

Reply<sdk::Firewall> AwsProvisioner::createFirewall(const sdk::Call& call,
                                                    const sdk::CreateFirewall& request) {
  const auto cloud = cloudOf(call, request);
  const auto labels = labelsFor(request.owner, request.reference, request.name);
  (void)permissionsOf(request.rules);  // refuses before anything is made
  const auto found = things_.glimpsed(call, cloud, kFirewalls, request.owner, request.reference);
  if (!found) return found.error();
  if (*found) return ruled(call, cloud, **found, request.rules);

  Form form;
  form.set("GroupName", uniqueName(request.owner, request.reference));
  form.set("GroupDescription", "Made by Hostler").tagged(kFirewalls.tagName, labels);
  // Groups belong to one network, and machines can only stand behind those of their own.
  const auto subnet = request.productSettings.is_object()
                          ? request.productSettings.value("subnet", sdk::Json())
                          : sdk::Json();
  if (subnet.is_string() && !subnet.get_ref<const std::string&>().empty()) {
    const auto place = productOf(call, request).subnet;
    const auto subnets =
        client_.read(call, cloud, "DescribeSubnets", Form{}.list("SubnetId", {place}));
    if (!subnets) return subnets.error();
    const auto& first = (*subnets)["subnetSet"].children;
    if (!first.empty()) form.set("VpcId", first.front().textOf("vpcId"));
  }
  auto made = things_.make(call, cloud, kFirewalls, request.owner, request.reference,
                           "CreateSecurityGroup", form);
  if (!made) return made.error();
  return ruled(call, cloud, std::move(*made), request.rules);
}

Reply<sdk::Firewall> AwsProvisioner::ruled(const sdk::Call& call, const Cloud& cloud,
                                           XmlElement group,
                                           const std::vector<sdk::FirewallRule>& rules) const {
  const auto wanted = permissionsOf(rules);
  const auto id = group.textOf("groupId");
  for (const auto& change : kChanges) {
    const auto now = mapped(permissionsIn, group);
    if (!now) return now.error();
    const auto changing = change.isAddition ? without(wanted, *now) : without(*now, wanted);
    if (!hasAny(changing, change.direction)) continue;
    const auto isDone = [&](const XmlElement& seen) {
      const auto there = permissionsIn(seen);
      for (const auto& each : changing) {
        if (each.direction == change.direction && there.contains(each) != change.isAddition)
          return false;
      }
      return true;
    };
    auto changed = things_.change(call, cloud, kFirewalls, id, change.action,
                                  toForm(id, changing, change.direction), isDone);
    if (!changed) return changed.error();
    group = std::move(*changed);
  }
  return shownFirewall(call, cloud, group);
}

Reply<sdk::Removed> AwsProvisioner::deleteFirewall(const sdk::Call& call,
                                                   const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kFirewalls, request, "DeleteSecurityGroup");
}

Reply<sdk::Firewall> AwsProvisioner::setFirewallRules(const sdk::Call& call,
                                                      const sdk::SetFirewallRules& request) {
  const auto cloud = cloudOf(call, request);
  (void)permissionsOf(request.rules);
  auto group = things_.owned(call, cloud, kFirewalls, request.owner, request.id);
  if (!group) return group.error();
  return ruled(call, cloud, std::move(*group), request.rules);
}

Reply<Instance> AwsProvisioner::grouped(const sdk::Call& call, const Cloud& cloud,
                                        const Instance& instance,
                                        std::vector<std::string> groups) const {
  if (groups.empty()) {
    // An instance stands behind one group at the least: its network's own then.
    const auto own =
        client_.all(call, cloud, kFirewalls.describe, kFirewalls.set,
                    Form{}.filter("vpc-id", {instance.vpc}).filter("group-name", {"default"}));
    if (!own) return own.error();
    if (own->empty()) return sdk::permanent("no_default_group", "the network has no default group");
    groups.push_back(own->front().textOf("groupId"));
  }
  std::ranges::sort(groups);
  return instances_.change(call, cloud, instance.id, "ModifyInstanceAttribute",
                           Form{}.set("InstanceId", instance.id).list("GroupId", groups),
                           [&](const Instance& now) {
                             auto has = now.groups;
                             std::ranges::sort(has);
                             return has == groups;
                           });
}

Reply<sdk::Firewall> AwsProvisioner::attachFirewall(const sdk::Call& call,
                                                    const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto group = things_.owned(call, cloud, kFirewalls, request.owner, request.id);
  if (!group) return group.error();
  const auto machine = instances_.owned(call, cloud, request.machine, request.owner);
  if (!machine) return machine.error();
  if (std::ranges::find(machine->groups, request.id) == machine->groups.end()) {
    auto groups = machine->groups;
    groups.push_back(request.id);
    const auto changed = grouped(call, cloud, *machine, std::move(groups));
    if (!changed) return changed.error();
  }
  return shownFirewall(call, cloud, *group);
}

Reply<sdk::Firewall> AwsProvisioner::detachFirewall(const sdk::Call& call,
                                                    const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto group = things_.owned(call, cloud, kFirewalls, request.owner, request.id);
  if (!group) return group.error();
  const auto machine = instances_.owned(call, cloud, request.machine, request.owner);
  if (!machine) return machine.error();
  auto groups = machine->groups;
  if (std::erase(groups, request.id) > 0) {
    const auto changed = grouped(call, cloud, *machine, std::move(groups));
    if (!changed) return changed.error();
  }
  return shownFirewall(call, cloud, *group);
}

}  // namespace hostler::aws
