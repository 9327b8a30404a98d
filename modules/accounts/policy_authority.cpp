#include "modules/accounts/policy_authority.h"

#include "modules/accounts/pattern_reach.h"

#include <algorithm>

namespace hostler {
namespace {

bool meets(const Policy& policy, std::string_view actions, std::string_view resources) {
  return std::ranges::any_of(policy.actions,
                             [&](const auto& one) { return mayMeet(one, actions); }) &&
         std::ranges::any_of(policy.resources,
                             [&](const auto& one) { return mayMeetIn(one, resources); });
}

bool coversAll(const Policy& policy, std::string_view actions, std::string_view resources) {
  return std::ranges::any_of(policy.actions,
                             [&](const auto& one) { return coversPattern(one, actions); }) &&
         std::ranges::any_of(policy.resources,
                             [&](const auto& one) { return coversPart(one, resources); });
}

}  // namespace

PolicyVerdict PolicyAuthority::judge(std::string_view action, std::string_view resource) const {
  PolicyVerdict verdict;
  for (const auto& policy : policies_) {
    if (!policy.covers(action, resource) || !policy.holdsFor(facts_)) continue;
    if (policy.effect == PolicyEffect::Deny) return {false, policy};
    if (!verdict.allowed) verdict = {true, policy};
  }
  return verdict;
}

bool PolicyAuthority::allowsThing(std::string_view action,
                                  std::span<const std::string> names) const {
  bool allowed = false;
  for (const auto& policy : policies_) {
    const bool speaks = std::ranges::any_of(
        names, [&](const std::string& name) { return policy.covers(action, name); });
    if (!speaks || !policy.holdsFor(facts_)) continue;
    if (policy.effect == PolicyEffect::Deny) return false;
    allowed = true;
  }
  return allowed;
}

bool PolicyAuthority::holdsWholly(std::string_view actions, std::string_view resources) const {
  const bool denied = std::ranges::any_of(policies_, [&](const Policy& policy) {
    return policy.effect == PolicyEffect::Deny && meets(policy, actions, resources);
  });
  return !denied && std::ranges::any_of(policies_, [&](const Policy& policy) {
    return policy.effect == PolicyEffect::Allow && policy.conditions.empty() &&
           coversAll(policy, actions, resources);
  });
}

std::shared_ptr<const Authority> PolicyAuthorities::of(db::Reader& reader,
                                                       const ClientIdentity& who) {
  static const auto everything =
      std::make_shared<const ListedActions>(std::vector<std::string>{"*"});
  if (who.kind == UserKind::Root) return everything;
  const auto graph = AccessGraph::load(reader, who.account);
  return std::make_shared<const PolicyAuthority>(graph.policiesOf(AccessNode::of(who.user)),
                                                 RequestFacts{"", false, clock_.now()});
}

}  // namespace hostler
