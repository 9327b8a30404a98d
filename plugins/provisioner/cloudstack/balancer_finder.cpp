#include "balancer_finder.h"

#include "owned_things.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;

constexpr std::string_view kTagStart = "balancer:";

std::int64_t portIn(const Json& rule, const char* name) {
  const auto port = numberOf(rule, name);
  if (port < 0 || port > 65'535) throw MappingError{std::string{name} + " is no port"};
  return port;
}

BalancingRule toRule(const Json& json) {
  BalancingRule rule;
  rule.id = textOf(json, "id");
  rule.name = textOf(json, "name");
  rule.algorithm = textOf(json, "algorithm");
  rule.address = someText(json, "publicipid");
  const auto protocol = someText(json, "protocol");
  rule.rule.protocol = rule.rule.targetProtocol = protocol.empty() ? "tcp" : protocol;
  rule.rule.port = static_cast<int>(portIn(json, "publicport"));
  rule.rule.targetPort = static_cast<int>(portIn(json, "privateport"));
  return rule;
}

bool isLeaving(const Json& rule) {
  const auto state = someText(rule, "state");
  return state == "Revoke" || state == "Deleting";
}

}  // namespace

std::vector<std::string> Balancer::machines() const {
  std::vector<std::string> all;
  for (const auto& rule : rules) all.insert(all.end(), rule.machines.begin(), rule.machines.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

sdk::LoadBalancer toLoadBalancer(const Balancer& balancer) {
  sdk::LoadBalancer result;
  result.id = result.name = balancer.label;
  result.reference = referenceOf(balancer.label);
  if (balancer.exists()) {
    result.ip = balancer.address->address.ip;
    result.region = balancer.address->address.region;
    result.createdAt = balancer.address->address.createdAt;
    result.state = balancer.address->address.state;
  }
  for (const auto& rule : balancer.rules) {
    result.rules.push_back(rule.rule);
    if (rule.algorithm == "leastconn") result.balancing = sdk::Balancing::LeastConnections;
    if (rule.algorithm == "source") result.balancing = sdk::Balancing::Source;
  }
  result.machines = balancer.machines();
  return result;
}

std::string balancerTag(const std::string& label) {
  return std::string{kTagStart} + label;
}

std::string algorithmOf(sdk::Balancing balancing) {
  switch (balancing) {
    case sdk::Balancing::LeastConnections:
      return "leastconn";
    case sdk::Balancing::Source:
      return "source";
    case sdk::Balancing::RoundRobin:
      break;
  }
  return "roundrobin";
}

sdk::ForwardingRule forwarded(const sdk::ForwardingRule& rule) {
  if (!rule.certificate.empty())
    fail(badRequest("this cloud's load balancers hold no certificates: pass https through"));
  const bool isUdp = rule.protocol == "udp";
  if (isUdp != (rule.targetProtocol == "udp"))
    fail(badRequest("a rule cannot turn one protocol into another"));
  for (const int port : {rule.port, rule.targetPort}) {
    if (port < 1 || port > 65'535) fail(badRequest("a rule's port is none"));
  }
  auto result = rule;
  result.protocol = result.targetProtocol = isUdp ? "udp" : "tcp";
  return result;
}

std::vector<std::string> BalancerFinder::machinesOf(const sdk::Call& call, const Cloud& cloud,
                                                    const std::string& rule) const {
  std::vector<std::string> machines;
  for (const auto& vm : client_.all(call, cloud, "listLoadBalancerRuleInstances",
                                    "loadbalancerruleinstance", {{"id", rule}}))
    machines.push_back(textOf(vm, "id"));
  return machines;
}

Balancer BalancerFinder::byLabel(const sdk::Call& call, const Cloud& cloud,
                                 const std::string& label, const std::string& network) const {
  Balancer balancer{label, {}, {}};
  balancer.address = network.empty()
                         ? addresses_.byLabel(call, cloud, balancerTag(label))
                         : addresses_.claimable(call, cloud, network, balancerTag(label));
  for (const auto& entry : client_.all(call, cloud, "listLoadBalancerRules", "loadbalancerrule",
                                       {{"keyword", label + "."}, {"listall", "true"}})) {
    if (!textOf(entry, "name").starts_with(label + ".") || isLeaving(entry)) continue;
    auto rule = toRule(entry);
    rule.machines = machinesOf(call, cloud, rule.id);
    balancer.rules.push_back(std::move(rule));
  }
  std::ranges::sort(balancer.rules, {}, [](const BalancingRule& rule) { return rule.rule.port; });
  return balancer;
}

sdk::Page<std::string> BalancerFinder::labels(const sdk::Call& call, const Cloud& cloud,
                                              const sdk::ListResources& request) const {
  auto page = addresses_.all(call, cloud, request);
  sdk::Page<std::string> labels{{}, page.nextCursor};
  for (const auto& ip : page.items) {
    if (!ip.label.starts_with(kTagStart)) continue;
    auto label = ip.label.substr(kTagStart.size());
    if (isOwnedBy(label, request.owner)) labels.items.push_back(std::move(label));
  }
  return labels;
}

}  // namespace hostler::cloudstack
