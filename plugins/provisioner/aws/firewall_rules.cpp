#include "firewall_rules.h"

#include "instance.h"
#include "refusals.h"

#include <algorithm>
#include <cctype>

namespace hostler::aws {
namespace {

using sdk::Direction, sdk::Protocol;

[[noreturn]] void refuse(const char* why) {
  throw sdk::ProviderFailure{badRequest(std::string{"rules: "} + why)};
}

bool isNetwork(std::string_view text) {
  const auto slash = text.find('/');
  return slash != std::string_view::npos && slash > 1 && slash + 1 < text.size() &&
         text.size() <= 43 && std::ranges::all_of(text, [](unsigned char c) {
           return std::isxdigit(c) != 0 || c == '.' || c == ':' || c == '/';
         });
}

// ICMP for IPv6 is a protocol of its own to EC2.
std::string protocolFor(Protocol protocol, bool isIpv6) {
  switch (protocol) {
    case Protocol::Tcp:
      return "tcp";
    case Protocol::Udp:
      return "udp";
    case Protocol::Icmp:
      return isIpv6 ? "icmpv6" : "icmp";
    case Protocol::Any:
      break;
  }
  return "-1";
}

Protocol protocolIn(const std::string& text) {
  if (text == "tcp") return Protocol::Tcp;
  if (text == "udp") return Protocol::Udp;
  return text == "-1" ? Protocol::Any : Protocol::Icmp;
}

bool hasPorts(const std::string& protocol) {
  return protocol == "tcp" || protocol == "udp";
}

void addPorts(Permission& permission, const sdk::FirewallRule& rule) {
  if (!hasPorts(permission.protocol)) {
    if (rule.fromPort || rule.toPort) refuse("only tcp and udp have ports");
    return;
  }
  if (rule.fromPort.has_value() != rule.toPort.has_value()) refuse("one port without the other");
  permission.fromPort = rule.fromPort.value_or(0);
  permission.toPort = rule.toPort.value_or(65'535);
  if (permission.fromPort < 0 || permission.toPort > 65'535 ||
      permission.fromPort > permission.toPort)
    refuse("ports lie between 0 and 65535");
}

void addPermissions(Permissions& all, const XmlElement& entry, Direction direction) {
  Permission permission{direction, entry.textOf("ipProtocol"), -1, -1, {}};
  if (hasPorts(permission.protocol)) {
    permission.fromPort = static_cast<int>(numberOf(entry, "fromPort"));
    permission.toPort = static_cast<int>(numberOf(entry, "toPort"));
  }
  for (const auto& range : entry["ipRanges"].children) {
    permission.network = range.textOf("cidrIp");
    all.insert(permission);
  }
  for (const auto& range : entry["ipv6Ranges"].children) {
    permission.network = range.textOf("cidrIpv6");
    all.insert(permission);
  }
}

}  // namespace

Permissions permissionsOf(const std::vector<sdk::FirewallRule>& rules) {
  Permissions all;
  for (const auto& rule : rules) {
    if (rule.networks.empty()) refuse("a rule names no network");
    for (const auto& network : rule.networks) {
      if (!isNetwork(network)) refuse("a network is none");
      Permission permission{rule.direction, {}, -1, -1, network};
      permission.protocol = protocolFor(rule.protocol, permission.isIpv6());
      addPorts(permission, rule);
      all.insert(std::move(permission));
    }
  }
  return all;
}

Permissions permissionsIn(const XmlElement& group) {
  Permissions all;
  for (const auto& entry : group["ipPermissions"].children)
    addPermissions(all, entry, Direction::In);
  for (const auto& entry : group["ipPermissionsEgress"].children)
    addPermissions(all, entry, Direction::Out);
  return all;
}

std::vector<sdk::FirewallRule> rulesOf(const Permissions& permissions) {
  std::vector<sdk::FirewallRule> rules;
  for (const auto& each : permissions) {
    sdk::FirewallRule rule{each.direction, protocolIn(each.protocol), {}, {}, {}};
    const bool everyPort = each.fromPort == 0 && each.toPort == 65'535;
    if (hasPorts(each.protocol) && !everyPort) {
      rule.fromPort = each.fromPort;
      rule.toPort = each.toPort;
    }
    const auto same = std::ranges::find_if(rules, [&](const sdk::FirewallRule& other) {
      return other.direction == rule.direction && other.protocol == rule.protocol &&
             other.fromPort == rule.fromPort && other.toPort == rule.toPort;
    });
    auto& target = same == rules.end() ? rules.emplace_back(std::move(rule)) : *same;
    target.networks.push_back(each.network);
  }
  return rules;
}

Form toForm(const std::string& group, const Permissions& permissions, Direction direction) {
  Form form;
  form.set("GroupId", group);
  int count = 0;
  for (const auto& each : permissions) {
    if (each.direction != direction) continue;
    const auto place = "IpPermissions." + std::to_string(++count) + ".";
    form.set(place + "IpProtocol", each.protocol);
    // Types of ICMP stand where ports would: -1 is all of them.
    if (each.protocol != "-1") {
      form.set(place + "FromPort", std::to_string(each.fromPort));
      form.set(place + "ToPort", std::to_string(each.toPort));
    }
    form.set(place + (each.isIpv6() ? "Ipv6Ranges.1.CidrIpv6" : "IpRanges.1.CidrIp"), each.network);
  }
  return form;
}

bool hasAny(const Permissions& permissions, Direction direction) {
  return std::ranges::any_of(permissions,
                             [&](const Permission& each) { return each.direction == direction; });
}

}  // namespace hostler::aws
