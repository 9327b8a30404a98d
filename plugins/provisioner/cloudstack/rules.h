#pragma once

// Rules of firewalls: the SDK's, and the cloud's, which come as security groups or at addresses.

#include "course.h"

#include <hostler/firewalls.hpp>
#include <hostler/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// A rule as the cloud keeps it; the id is empty for one that is only wanted.
struct CloudRule {
  std::string id;
  sdk::FirewallRule rule;

  /// Equal for equal rules, however they are written.
  std::string key() const;
};

/// What stands in the way of an SDK's rule; throws ProviderFailure (Permanent "bad_request").
void checkRules(const std::vector<sdk::FirewallRule>& rules);

/// A security group keeps a rule for each network.
std::vector<CloudRule> groupRules(const std::vector<sdk::FirewallRule>& wanted);
std::vector<CloudRule> groupRules(const sdk::Json& securityGroup);
/// An address keeps a rule with all its networks, and only for what comes in.
std::vector<CloudRule> addressRules(const std::vector<sdk::FirewallRule>& wanted);
std::vector<CloudRule> addressRules(const std::vector<sdk::Json>& firewallRules);

/// Whether the cloud is removing a rule: it does not count any more.
bool isRevoked(const sdk::Json& rule);

/// Adds what is missing before it takes away what is too much, so that nothing is cut off in
/// between.
Due dueToHaveRules(const std::vector<CloudRule>& is, const std::vector<CloudRule>& wanted,
                   const std::function<Step(const CloudRule&)>& adding,
                   const std::function<Step(const CloudRule&)>& removing);

/// Protocol, ports and networks as parameters.
void addRule(Params& params, const sdk::FirewallRule& rule, const char* networksParam);

/// Rules that differ in their networks alone as one.
std::vector<sdk::FirewallRule> together(const std::vector<CloudRule>& rules);

}  // namespace hostler::cloudstack
