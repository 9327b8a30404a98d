#pragma once

#include "form.h"
#include "xml.h"

#include <hostler/firewalls.hpp>

#include <compare>
#include <set>
#include <string>
#include <vector>

namespace hostler::aws {

/// One way through a security group, as EC2 keeps it: a protocol, its ports and one network.
struct Permission {
  sdk::Direction direction = sdk::Direction::In;
  std::string protocol;  ///< "tcp", "udp", "icmp", "icmpv6"; "-1": all of them
  int fromPort = -1, toPort = -1;
  std::string network;

  bool isIpv6() const { return network.find(':') != std::string::npos; }
  auto operator<=>(const Permission&) const = default;
};
using Permissions = std::set<Permission>;

/// Pure. Throws ProviderFailure (Permanent "bad_request") where a rule is none.
Permissions permissionsOf(const std::vector<sdk::FirewallRule>& rules);
/// What a group lets through, of what we can say.
Permissions permissionsIn(const XmlElement& group);
/// As rules: permissions that differ in the network alone become one.
std::vector<sdk::FirewallRule> rulesOf(const Permissions& permissions);

/// The fields that name permissions of one direction to AuthorizeSecurityGroup… and
/// RevokeSecurityGroup….
Form toForm(const std::string& group, const Permissions& permissions, sdk::Direction direction);
bool hasAny(const Permissions& permissions, sdk::Direction direction);

}  // namespace hostler::aws
