#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "loadbalancerrule";

Json create(CommandCall& call) {
  auto& cloud = call.cloud;
  const auto& ip = cloud.need("publicipaddress", call.param("publicipid"), "publicipid");
  const auto algorithm = call.param("algorithm");
  if (algorithm != "roundrobin" && algorithm != "leastconn" && algorithm != "source")
    refuse("Invalid algorithm: " + algorithm);
  if (ip.at("isstaticnat") == true)
    refuse("Can't create load balancer on IP address, it's used for static nat");
  for (const auto& [id, rule] : cloud.of(kKind)) {
    if (rule.at("publicipid") == ip.at("id") && rule.at("publicport") == call.param("publicport"))
      refuse(537, 4385, "The range specified conflicts with rule " + id);
  }
  const auto id = cloud
                      .add(kKind, {{"name", call.param("name")},
                                   {"description", call.param("description")},
                                   {"algorithm", algorithm},
                                   {"publicipid", ip.at("id")},
                                   {"publicip", ip.at("ipaddress")},
                                   {"publicport", std::to_string(call.number("publicport"))},
                                   {"privateport", std::to_string(call.number("privateport"))},
                                   {"protocol", call.param("protocol", "tcp")},
                                   {"state", "Add"},
                                   {"zoneid", ip.at("zoneid")},
                                   {"virtualmachineids", Json::array()}})
                      .at("id")
                      .get<std::string>();
  return call.begin(
      "FirewallRule", id,
      [id](Cloud& later) {
        auto& rule = later.need(kKind, id);
        rule["state"] = "Active";
        return resultOf("loadbalancer", rule);
      },
      true);
}

Json remove(CommandCall& call) {
  const auto id = call.param("id");
  call.cloud.need(kKind, id)["state"] = "Revoke";
  return call.begin("FirewallRule", id, [id](Cloud& later) {
    later.remove(kKind, id);
    return success();
  });
}

Json members(CommandCall& call, bool join) {
  const auto id = call.param("id");
  const auto machines = call.list("virtualmachineids");
  const auto& rule = call.cloud.need(kKind, id);
  for (const auto& machine : machines) {
    (void)call.cloud.need("virtualmachine", machine, "virtualmachineids");
    const auto& assigned = rule.at("virtualmachineids");
    const bool isMember = std::ranges::find(assigned, Json(machine)) != assigned.end();
    if (join && isMember) refuse("VM " + machine + " is already mapped to load balancer.");
    if (!join && !isMember) refuse("VM " + machine + " is not mapped to the load balancer.");
  }
  return call.begin("FirewallRule", id, [=](Cloud& later) {
    auto& now = later.need(kKind, id)["virtualmachineids"].get_ref<Json::array_t&>();
    for (const auto& machine : machines) {
      std::erase(now, Json(machine));
      if (join) now.push_back(machine);
    }
    return success();
  });
}

Json instances(CommandCall& call) {
  std::vector<Json> machines;
  for (const auto& machine : call.cloud.need(kKind, call.param("id")).at("virtualmachineids")) {
    if (const auto* vm = call.cloud.find("virtualmachine", machine)) machines.push_back(shown(*vm));
  }
  return paged(call, "loadbalancerruleinstance", std::move(machines));
}

Json list(CommandCall& call) {
  auto content = listed(call, kKind, kKind, {{"publicipid", "publicipid"}});
  if (content.contains(kKind)) {
    for (auto& rule : content[kKind]) rule.erase("virtualmachineids");
  }
  return content;
}

}  // namespace

void addLoadBalancerCommands(CommandTable& table) {
  table["listLoadBalancerRules"] = {{}, false, list};
  table["listLoadBalancerRuleInstances"] = {{"id"}, false, instances};
  table["createLoadBalancerRule"] = {
      {"name", "algorithm", "privateport", "publicport", "publicipid"}, true, create};
  table["deleteLoadBalancerRule"] = {{"id"}, true, remove};
  table["assignToLoadBalancerRule"] = {
      {"id"}, true, [](CommandCall& call) { return members(call, true); }};
  table["removeFromLoadBalancerRule"] = {
      {"id"}, true, [](CommandCall& call) { return members(call, false); }};
}

}  // namespace hostler::sandbox::cloudstack
