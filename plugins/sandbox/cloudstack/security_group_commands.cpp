#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "securitygroup";

Json create(CommandCall& call) {
  refuseTakenName(call, kKind, call.param("name"));
  const auto& group = call.cloud.add(kKind, {{"name", call.param("name")},
                                             {"description", call.param("description")},
                                             {"account", call.who.account},
                                             {"ingressrule", Json::array()},
                                             {"egressrule", Json::array()}});
  return resultOf(kKind, group);
}

Json remove(CommandCall& call) {
  const auto id = call.param("id");
  if (call.cloud.need(kKind, id).at("name") == "default")
    refuse("The network group default is reserved");
  for (const auto& [machine, vm] : call.cloud.of("virtualmachine")) {
    for (const auto& group : vm.at("securitygroup")) {
      if (group.at("id") == id) refuse(536, 4375, "Cannot delete group when there are VMs in it");
    }
  }
  call.cloud.remove(kKind, id);
  return success();
}

// A rule for each network.
Json authorize(CommandCall& call, const char* direction) {
  const auto id = call.param("securitygroupid");
  auto& group = call.cloud.need(kKind, id, "securitygroupid");
  const auto networks = call.list("cidrlist");
  if (networks.empty()) refuse("At least one cidr or at least one security group needs to be set");
  Json rules = Json::array();
  for (const auto& network : networks) {
    Json rule{{"ruleid", newId()}, {"protocol", call.param("protocol", "all")}, {"cidr", network}};
    for (const char* number : {"startport", "endport", "icmptype", "icmpcode"}) {
      if (call.has(number)) rule[number] = call.number(number);
    }
    for (const auto& other : group.at(direction)) {
      auto same = other;
      same["ruleid"] = rule["ruleid"];
      if (same == rule) refuse("a rule like that is in the group already");
    }
    rules.push_back(std::move(rule));
  }
  return call.beginBrief("SecurityGroup", id, [=](Cloud& later) {
    auto& now = later.need(kKind, id);
    for (const auto& rule : rules) now[direction].push_back(rule);
    return resultOf(kKind, now);
  });
}

Json revoke(CommandCall& call, const char* direction) {
  const auto rule = call.param("id");
  for (const auto& [id, group] : call.cloud.of(kKind)) {
    const auto isIt = [rule](const Json& each) { return each.at("ruleid") == rule; };
    if (std::ranges::none_of(group.at(direction), isIt)) continue;
    return call.beginBrief("SecurityGroup", id, [=, id = id](Cloud& later) {
      std::erase_if(later.need(kKind, id)[direction].get_ref<Json::array_t&>(), isIt);
      return success();
    });
  }
  refuse("Unable to find security rule with id " + rule);
}

Json list(CommandCall& call) {
  auto content = listed(call, kKind, kKind, {{"securitygroupname", "name"}});
  if (!content.contains(kKind)) return content;
  for (auto& group : content[kKind]) {
    group["virtualmachineids"] = Json::array();
    for (const auto& [machine, vm] : call.cloud.of("virtualmachine")) {
      for (const auto& each : vm.at("securitygroup")) {
        if (each.at("id") == group.at("id")) group["virtualmachineids"].push_back(machine);
      }
    }
    group["virtualmachinecount"] = group["virtualmachineids"].size();
  }
  return content;
}

}  // namespace

void addSecurityGroupCommands(CommandTable& table) {
  table["listSecurityGroups"] = {{}, false, list};
  table["createSecurityGroup"] = {{"name"}, false, create};
  table["deleteSecurityGroup"] = {{"id"}, false, remove};
  table["authorizeSecurityGroupIngress"] = {
      {"securitygroupid"}, true, [](CommandCall& call) { return authorize(call, "ingressrule"); }};
  table["authorizeSecurityGroupEgress"] = {
      {"securitygroupid"}, true, [](CommandCall& call) { return authorize(call, "egressrule"); }};
  table["revokeSecurityGroupIngress"] = {
      {"id"}, true, [](CommandCall& call) { return revoke(call, "ingressrule"); }};
  table["revokeSecurityGroupEgress"] = {
      {"id"}, true, [](CommandCall& call) { return revoke(call, "egressrule"); }};
}

}  // namespace hostler::sandbox::cloudstack
