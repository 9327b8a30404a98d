#include "modules/accounts/policy.h"

#include "core/http/client_address.h"
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/pattern_reach.h"

#include <algorithm>

namespace hostler {
namespace {

Policy shippedPolicy(std::int64_t number, std::string name, std::string description,
                     std::vector<std::string> actions) {
  Policy policy;
  policy.id = Id<Policy>::of(number);
  policy.name = std::move(name);
  policy.description = std::move(description);
  policy.actions = std::move(actions);
  return policy;
}

bool isResourcePattern(std::string_view text) {
  if (text == "*") return true;
  if (text.size() < 2 || text.size() > 255) return false;
  if (text.ends_with('*')) text.remove_suffix(1);
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

}  // namespace

void PolicyConditions::describe(Shape<PolicyConditions>& shape) {
  shape.field("ip", &PolicyConditions::addresses)
      .count(0, 50)
      .describedAs("addresses and networks that the request comes from");
  shape.field("fresh_factor", &PolicyConditions::freshFactor)
      .describedAs("whether a factor was shown within the last 15 minutes");
  shape.field("after", &PolicyConditions::after);
  shape.field("before", &PolicyConditions::before);
}

bool Policy::covers(std::string_view action, std::string_view resource) const {
  return std::ranges::any_of(actions,
                             [&](const auto& pattern) { return coversAction(pattern, action); }) &&
         std::ranges::any_of(resources,
                             [&](const auto& pattern) { return coversPart(pattern, resource); });
}

bool Policy::holdsFor(const RequestFacts& facts) const {
  const auto& c = conditions;
  if (c.freshFactor && *c.freshFactor != facts.fresh) return false;
  if (c.after && facts.now < *c.after) return false;
  if (c.before && facts.now >= *c.before) return false;
  return c.addresses.empty() || http::ClientAddress{c.addresses}.isTrusted(facts.address);
}

const std::vector<Policy>& Policy::shipped() {
  static const std::vector<Policy> policies{
      shippedPolicy(1, "AdministratorAccess", "Everything", {"*"}),
      shippedPolicy(2, "ReadOnlyAccess", "Looks at everything and changes nothing", {"read"}),
      shippedPolicy(3, "BillingAccess", "Invoices, payments and orders",
                    {"billing:*", "ordering:*"}),
      shippedPolicy(4, "SupportAccess", "Reads and writes tickets", {"support:*", "files:*"}),
      shippedPolicy(5, "OperatorAccess",
                    "Runs what was bought: services, machines, domains, DNS, storage",
                    {"services:*", "compute:*", "domains:*", "dns:*", "storage:*", "events:*"}),
  };
  return policies;
}

void checkPolicy(const Policy& policy, const std::set<std::string>& known, FieldErrors& errors) {
  if (policy.actions.empty())
    errors.add("actions", "required", "name at least one action, such as billing:* or read");
  for (std::size_t i = 0; i < policy.actions.size(); ++i) {
    const auto& pattern = policy.actions[i];
    const bool meansSomething =
        isActionPattern(pattern) && std::ranges::any_of(known, [&](const std::string& action) {
          return coversAction(pattern, action);
        });
    if (!meansSomething)
      errors.add(FieldErrors::at("actions", i), "unknown_action",
                 "is no action and no pattern of one");
  }
  if (policy.resources.empty()) errors.add("resources", "required", "is * for everything");
  for (std::size_t i = 0; i < policy.resources.size(); ++i) {
    if (!isResourcePattern(policy.resources[i]))
      errors.add(FieldErrors::at("resources", i), "malformed",
                 "must be an id, the beginning of ids with a star, or * for everything");
  }
  const auto& addresses = policy.conditions.addresses;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    try {
      const http::ClientAddress readable{{addresses[i]}};
    } catch (const std::invalid_argument&) {
      errors.add(FieldErrors::at("conditions.ip", i), "malformed",
                 "must be an address or a network, such as 203.0.113.0/24");
    }
  }
}

}  // namespace hostler
