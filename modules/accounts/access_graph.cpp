#include "modules/accounts/access_graph.h"

#include "modules/accounts/access_repository.h"

namespace hostler {

AccessGraph AccessGraph::load(db::Reader& reader, Id<Account> account) {
  AccessGraph graph;
  for (const auto& policy : Policy::shipped()) graph.policies_.emplace(policy.id, policy);
  for (auto& policy : access_repository::policies(reader, account))
    graph.policies_.emplace(policy.id, std::move(policy));
  for (const auto& [from, to] : access_repository::links(reader, account))
    graph.links_[from].insert(to);
  return graph;
}

std::vector<Policy> AccessGraph::policiesOf(AccessNode node) const {
  std::vector<Policy> found;
  std::set<AccessNode> seen{node};
  std::vector<AccessNode> open{node};
  while (!open.empty()) {
    const auto next = open.back();
    open.pop_back();
    if (next.kind == AccessKind::Policy) {
      const auto policy = policies_.find(Id<Policy>::of(next.id));
      if (policy != policies_.end()) found.push_back(policy->second);
    }
    const auto links = links_.find(next);
    if (links == links_.end()) continue;
    for (const auto& to : links->second) {
      if (seen.insert(to).second) open.push_back(to);
    }
  }
  return found;
}

std::vector<Id<User>> AccessGraph::membersOf(Id<UserGroup> group) const {
  std::vector<Id<User>> members;
  for (const auto& [from, to] : links_) {
    if (from.kind == AccessKind::User && to.contains(AccessNode::of(group)))
      members.push_back(Id<User>::of(from.id));
  }
  return members;
}

}  // namespace hostler
