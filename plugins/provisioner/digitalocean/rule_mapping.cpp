#include "rule_mapping.h"

#include "labels.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace hostler::digitalocean {
namespace {

using sdk::Direction;
using sdk::FirewallRule;
using sdk::Json;
using sdk::Protocol;

[[noreturn]] void refuse(std::string why) {
  throw sdk::ProviderFailure{sdk::permanent("bad_request", std::move(why))};
}

bool isPort(int port) {
  return port >= 1 && port <= 65'535;
}

std::string portsOf(const FirewallRule& rule) {
  if (rule.fromPort.has_value() != rule.toPort.has_value()) refuse("a rule has one port of two");
  if (!rule.fromPort) return "0";
  if (!isPort(*rule.fromPort) || !isPort(*rule.toPort) || *rule.toPort < *rule.fromPort)
    refuse("a rule has no range of ports");
  const auto from = std::to_string(*rule.fromPort);
  return *rule.fromPort == *rule.toPort ? from : from + "-" + std::to_string(*rule.toPort);
}

std::vector<Protocol> protocolsOf(Protocol protocol) {
  if (protocol != Protocol::Any) return {protocol};
  return {Protocol::Tcp, Protocol::Udp, Protocol::Icmp};
}

int portIn(std::string_view text) {
  int port = 0;
  const auto end = text.data() + text.size();
  if (text.empty() || std::from_chars(text.data(), end, port).ptr != end || !isPort(port))
    throw MappingError{"ports are no ports"};
  return port;
}

void readPorts(const std::string& ports, FirewallRule& rule) {
  if (ports.empty() || ports == "0" || ports == "all") return;
  const auto hyphen = ports.find('-');
  rule.fromPort = portIn(std::string_view{ports}.substr(0, hyphen));
  rule.toPort = hyphen == std::string::npos
                    ? rule.fromPort
                    : std::optional{portIn(std::string_view{ports}.substr(hyphen + 1))};
}

Protocol protocolIn(const std::string& word) {
  if (word == "tcp") return Protocol::Tcp;
  if (word == "udp") return Protocol::Udp;
  if (word == "icmp") return Protocol::Icmp;
  throw MappingError{"a rule has an unknown protocol"};
}

void readRules(const Json& firewall, const char* list, const char* networks, Direction direction,
               std::vector<FirewallRule>& rules) {
  for (const auto& entry : listOf(firewall, list)) {
    FirewallRule rule;
    rule.direction = direction;
    rule.protocol = protocolIn(textOf(entry, "protocol"));
    if (rule.protocol != Protocol::Icmp) readPorts(someText(entry, "ports"), rule);
    rule.networks = textsOf(memberOf(entry, networks), "addresses");
    rules.push_back(std::move(rule));
  }
}

// Rules as texts that can be compared, whatever their order.
std::set<std::string> spelled(std::vector<FirewallRule> rules) {
  std::set<std::string> texts;
  for (auto& rule : rules) {
    std::ranges::sort(rule.networks);
    for (const auto protocol : protocolsOf(rule.protocol)) {
      auto one = rule;
      one.protocol = protocol;
      if (protocol == Protocol::Icmp) one.fromPort = one.toPort = std::nullopt;
      texts.insert(sdk::printJson(sdk::toJson(one)));
    }
  }
  return texts;
}

}  // namespace

Json fromRules(const std::vector<FirewallRule>& rules) {
  Json body{{"inbound_rules", Json::array()}, {"outbound_rules", Json::array()}};
  for (const auto& rule : rules) {
    if (rule.networks.empty()) refuse("a rule names no network");
    const bool isIn = rule.direction == Direction::In;
    for (const auto protocol : protocolsOf(rule.protocol)) {
      Json entry{{"protocol", sdk::wordOf(protocol)}};
      if (protocol != Protocol::Icmp) entry["ports"] = portsOf(rule);
      entry[isIn ? "sources" : "destinations"] = {{"addresses", rule.networks}};
      body[isIn ? "inbound_rules" : "outbound_rules"].push_back(std::move(entry));
    }
  }
  return body;
}

std::vector<FirewallRule> toRules(const Json& firewall) {
  std::vector<FirewallRule> rules;
  readRules(firewall, "inbound_rules", "sources", Direction::In, rules);
  readRules(firewall, "outbound_rules", "destinations", Direction::Out, rules);
  return rules;
}

bool haveSameRules(const Json& firewall, const std::vector<FirewallRule>& wanted) {
  return spelled(toRules(firewall)) == spelled(wanted);
}

Json fromForwarding(const std::vector<sdk::ForwardingRule>& rules) {
  if (rules.empty()) refuse("rules are required");
  Json list = Json::array();
  for (const auto& rule : rules) {
    static const std::set<std::string> kProtocols{"tcp", "udp", "http", "https"};
    if (!kProtocols.contains(rule.protocol) || !kProtocols.contains(rule.targetProtocol))
      refuse("a rule has an unknown protocol");
    if (!isPort(rule.port) || !isPort(rule.targetPort)) refuse("a rule has no port");
    Json entry{{"entry_protocol", rule.protocol},
               {"entry_port", rule.port},
               {"target_protocol", rule.targetProtocol},
               {"target_port", rule.targetPort}};
    if (!rule.certificate.empty()) entry["certificate_id"] = rule.certificate;
    if (rule.protocol == "https" && rule.certificate.empty()) entry["tls_passthrough"] = true;
    list.push_back(std::move(entry));
  }
  return list;
}

std::vector<sdk::ForwardingRule> toForwarding(const Json& loadBalancer) {
  std::vector<sdk::ForwardingRule> rules;
  for (const auto& entry : listOf(loadBalancer, "forwarding_rules")) {
    rules.push_back(
        {textOf(entry, "entry_protocol"), static_cast<int>(numberOf(entry, "entry_port")),
         textOf(entry, "target_protocol"), static_cast<int>(numberOf(entry, "target_port")),
         someText(entry, "certificate_id")});
  }
  return rules;
}

const char* algorithmOf(sdk::Balancing balancing) {
  switch (balancing) {
    case sdk::Balancing::RoundRobin:
      return "round_robin";
    case sdk::Balancing::LeastConnections:
      return "least_connections";
    case sdk::Balancing::Source:
      break;
  }
  refuse("DigitalOcean does not balance by source");
}

sdk::LoadBalancer toLoadBalancer(const Json& json) {
  sdk::LoadBalancer balancer;
  balancer.id = idOf(json);
  balancer.name = textOf(json, "name");
  balancer.reference = referenceOf(balancer.name);
  balancer.createdAt = timeOf(json, "created_at");
  balancer.region = textOf(memberOf(json, "region"), "slug");
  balancer.ip = someText(json, "ip");
  balancer.balancing = someText(json, "algorithm") == "least_connections"
                           ? sdk::Balancing::LeastConnections
                           : sdk::Balancing::RoundRobin;
  balancer.rules = toForwarding(json);
  balancer.machines = idsOf(json, "droplet_ids");
  const auto status = textOf(json, "status");
  balancer.state = status == "active" ? sdk::ResourceState::Ready
                   : status == "new"  ? sdk::ResourceState::Creating
                                      : sdk::ResourceState::Failed;
  return balancer;
}

}  // namespace hostler::digitalocean
