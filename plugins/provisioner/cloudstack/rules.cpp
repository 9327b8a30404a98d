#include "rules.h"

#include "mapping.h"

#include <algorithm>
#include <cctype>

namespace hostler::cloudstack {
namespace {

using sdk::Direction;
using sdk::FirewallRule;
using sdk::Json;
using sdk::Protocol;

constexpr int kLastPort = 65'535;

bool hasPorts(Protocol protocol) {
  return protocol == Protocol::Tcp || protocol == Protocol::Udp;
}

Protocol protocolOf(const Json& rule) {
  auto word = someText(rule, "protocol");
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "tcp") return Protocol::Tcp;
  if (word == "udp") return Protocol::Udp;
  if (word == "icmp") return Protocol::Icmp;
  return Protocol::Any;
}

FirewallRule toRule(const Json& json, Direction direction, const char* networks) {
  FirewallRule rule;
  rule.direction = direction;
  rule.protocol = protocolOf(json);
  if (hasPorts(rule.protocol)) {
    const auto from = someNumber(json, "startport").value_or(1);
    const auto to = someNumber(json, "endport").value_or(from == 1 ? kLastPort : from);
    if (from < 0 || to > kLastPort) throw MappingError{"a port is out of range"};
    if (from > 1 || to < kLastPort) {
      rule.fromPort = static_cast<int>(from);
      rule.toPort = static_cast<int>(to);
    }
  }
  rule.networks = splitAtCommas(someText(json, networks));
  if (rule.networks.empty()) rule.networks = {"0.0.0.0/0"};
  return rule;
}

bool isNetwork(const std::string& text) {
  const auto slash = text.find('/');
  const auto digits = text.substr(slash == std::string::npos ? text.size() : slash + 1);
  return slash != std::string::npos && !digits.empty() && digits.size() <= 3 &&
         digits.find_first_not_of("0123456789") == std::string::npos && slash > 1 &&
         text.find_first_not_of("0123456789abcdefABCDEF.:/") == std::string::npos;
}

}  // namespace

std::string CloudRule::key() const {
  auto networks = rule.networks;
  std::ranges::sort(networks);
  return std::string{sdk::wordOf(rule.direction)} + " " + std::string{sdk::wordOf(rule.protocol)} +
         " " + std::to_string(rule.fromPort.value_or(0)) + "-" +
         std::to_string(rule.toPort.value_or(0)) + " " + joined(networks);
}

void checkRules(const std::vector<FirewallRule>& rules) {
  for (const auto& rule : rules) {
    if (rule.fromPort.has_value() != rule.toPort.has_value())
      fail(badRequest("a rule has one port where it must have two or none"));
    if (rule.fromPort && !hasPorts(rule.protocol))
      fail(badRequest("only rules for TCP and UDP have ports"));
    if (rule.fromPort &&
        (*rule.fromPort < 1 || *rule.toPort > kLastPort || *rule.fromPort > *rule.toPort))
      fail(badRequest("a rule's ports are none"));
    if (rule.networks.empty() || !std::ranges::all_of(rule.networks, isNetwork))
      fail(badRequest("a rule's networks are none"));
  }
}

std::vector<CloudRule> groupRules(const std::vector<FirewallRule>& wanted) {
  checkRules(wanted);
  std::vector<CloudRule> rules;
  for (const auto& rule : wanted) {
    for (const auto& network : rule.networks) {
      auto one = rule;
      one.networks = {network};
      rules.push_back({{}, std::move(one)});
    }
  }
  return rules;
}

std::vector<CloudRule> groupRules(const Json& group) {
  std::vector<CloudRule> rules;
  for (const auto& rule : listOf(group, "ingressrule"))
    rules.push_back({textOf(rule, "ruleid"), toRule(rule, Direction::In, "cidr")});
  for (const auto& rule : listOf(group, "egressrule"))
    rules.push_back({textOf(rule, "ruleid"), toRule(rule, Direction::Out, "cidr")});
  return rules;
}

std::vector<CloudRule> addressRules(const std::vector<FirewallRule>& wanted) {
  checkRules(wanted);
  std::vector<CloudRule> rules;
  for (const auto& rule : wanted) {
    if (rule.direction == Direction::Out)
      fail(badRequest("what goes out is no matter of an address's firewall"));
    if (rule.protocol == Protocol::Any)
      fail(badRequest("an address's firewall has rules for TCP, UDP and ICMP"));
    rules.push_back({{}, rule});
  }
  return rules;
}

std::vector<CloudRule> addressRules(const std::vector<Json>& firewallRules) {
  std::vector<CloudRule> rules;
  for (const auto& rule : firewallRules) {
    if (isRevoked(rule)) continue;
    rules.push_back({textOf(rule, "id"), toRule(rule, Direction::In, "cidrlist")});
  }
  return rules;
}

bool isRevoked(const Json& rule) {
  const auto state = someText(rule, "state");
  return state == "Revoke" || state == "Deleting";
}

Due dueToHaveRules(const std::vector<CloudRule>& is, const std::vector<CloudRule>& wanted,
                   const std::function<Step(const CloudRule&)>& adding,
                   const std::function<Step(const CloudRule&)>& removing) {
  const auto has = [](const std::vector<CloudRule>& rules, const CloudRule& rule) {
    return std::ranges::any_of(rules,
                               [&](const CloudRule& each) { return each.key() == rule.key(); });
  };
  for (const auto& rule : wanted) {
    if (!has(is, rule)) return adding(rule);
  }
  for (const auto& rule : is) {
    if (!has(wanted, rule)) return removing(rule);
  }
  return Nothing{};
}

void addRule(Params& params, const FirewallRule& rule, const char* networksParam) {
  params.emplace_back("protocol", rule.protocol == Protocol::Any
                                      ? std::string{"all"}
                                      : std::string{sdk::wordOf(rule.protocol)});
  if (hasPorts(rule.protocol)) {
    params.emplace_back("startport", std::to_string(rule.fromPort.value_or(1)));
    params.emplace_back("endport", std::to_string(rule.toPort.value_or(kLastPort)));
  }
  if (rule.protocol == Protocol::Icmp) {
    params.emplace_back("icmptype", "-1");
    params.emplace_back("icmpcode", "-1");
  }
  params.emplace_back(networksParam, joined(rule.networks));
}

std::vector<FirewallRule> together(const std::vector<CloudRule>& rules) {
  std::vector<FirewallRule> result;
  for (const auto& each : rules) {
    const auto same = std::ranges::find_if(result, [&](const FirewallRule& rule) {
      return rule.direction == each.rule.direction && rule.protocol == each.rule.protocol &&
             rule.fromPort == each.rule.fromPort && rule.toPort == each.rule.toPort;
    });
    if (same == result.end()) {
      result.push_back(each.rule);
    } else {
      same->networks.insert(same->networks.end(), each.rule.networks.begin(),
                            each.rule.networks.end());
    }
  }
  return result;
}

}  // namespace hostler::cloudstack
