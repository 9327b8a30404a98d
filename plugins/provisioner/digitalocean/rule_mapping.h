#pragma once

// Rules of firewalls and load balancers, both ways. Pure. What cannot be said there throws
// ProviderFailure (Permanent "bad_request"); what does not fit throws MappingError.

#include "mapping.h"

#include <hostler/machines.hpp>

namespace hostler::digitalocean {

/// inbound_rules and outbound_rules of a request. "Any" is told as three rules.
sdk::Json fromRules(const std::vector<sdk::FirewallRule>& rules);
std::vector<sdk::FirewallRule> toRules(const sdk::Json& firewall);
/// Whether a firewall lets through what is wanted, in whatever order.
bool haveSameRules(const sdk::Json& firewall, const std::vector<sdk::FirewallRule>& wanted);

sdk::Json fromForwarding(const std::vector<sdk::ForwardingRule>& rules);
std::vector<sdk::ForwardingRule> toForwarding(const sdk::Json& loadBalancer);
sdk::LoadBalancer toLoadBalancer(const sdk::Json& json);
const char* algorithmOf(sdk::Balancing balancing);

}  // namespace hostler::digitalocean
