#include "modules/accounts/access_desk.h"

#include "modules/accounts/user_repository.h"

#include <algorithm>

namespace hostler {
namespace {

DomainError beyondOwn() {
  return {"forbidden", 403, "Nobody can give more than they hold themselves."};
}
DomainError denialLifted() {
  return {"forbidden", 403, "Only the account's root user can lift a denial."};
}
DomainError nameTaken() {
  return {"name_taken", 409, "Another one has this name."};
}
DomainError tooMany() {
  return {"too_many", 409, "Remove one that is not used any more first."};
}

template <class Ids>
std::vector<AccessNode> nodesOf(const Ids& ids) {
  std::vector<AccessNode> nodes;
  for (const auto id : ids) nodes.push_back(AccessNode::of(id));
  return nodes;
}

void apply(const PolicyEdit& edit, Policy& policy) {
  if (edit.name) policy.name = *edit.name;
  if (edit.description) policy.description = *edit.description;
  if (edit.effect) policy.effect = *edit.effect;
  if (edit.actions) policy.actions = *edit.actions;
  if (edit.resources) policy.resources = *edit.resources;
  if (edit.conditions) policy.conditions = edit.conditions->value_or(PolicyConditions{});
}

void check(const Policy& policy, const std::set<std::string>& known) {
  FieldErrors errors;
  if (policy.name.empty()) errors.add("name", "required", "is required");
  checkPolicy(policy, known, errors);
  errors.throwIfAny();
}

}  // namespace

void AccessGiven::describe(Shape<AccessGiven>& shape) {
  shape.field("groups", &AccessGiven::groups);
  shape.field("roles", &AccessGiven::roles);
  shape.field("policies", &AccessGiven::policies);
}

void PolicyEdit::describe(Shape<PolicyEdit>& shape) {
  shape.field("name", &PolicyEdit::name).length(1, 80);
  shape.field("description", &PolicyEdit::description).length(0, 500);
  shape.field("effect", &PolicyEdit::effect).describedAs("allow unless said");
  shape.field("actions", &PolicyEdit::actions)
      .describedAs("billing:PayInvoices, billing:*, *:Read*, read (all that only looks) or *");
  shape.field("resources", &PolicyEdit::resources)
      .describedAs("ids, beginnings of ids with a star, or * (unless said)");
  shape.field("conditions", &PolicyEdit::conditions);
}

bool AccessDesk::isRoot(db::Reader& reader, const Actor& actor) {
  if (!actor.user) return false;
  const auto user = user_repository::find(reader, actor.scope.tenant, *actor.user);
  return user && user->kind == UserKind::Root;
}

void AccessDesk::requireHeld(db::Reader& reader, const Actor& actor, const AccessGraph& graph,
                             const std::vector<Policy>& wanted) {
  if (isRoot(reader, actor)) return;
  if (!actor.user) throw beyondOwn();
  const PolicyAuthority own{graph.policiesOf(AccessNode::of(*actor.user)),
                            {actor.origin.address, actor.fresh, parts_.engine.clock.now()}};
  for (const auto& policy : wanted) {
    if (policy.effect == PolicyEffect::Deny) continue;
    for (const auto& action : policy.actions) {
      for (const auto& resource : policy.resources) {
        if (!own.holdsWholly(action, resource)) throw beyondOwn();
      }
    }
  }
}

void AccessDesk::requireNoDenialLifted(db::Reader& reader, const Actor& actor,
                                       const std::vector<Policy>& lost) {
  const bool denies = std::ranges::any_of(
      lost, [](const Policy& policy) { return policy.effect == PolicyEffect::Deny; });
  if (denies && !isRoot(reader, actor)) throw denialLifted();
}

Policy AccessDesk::addPolicy(const Actor& actor, const PolicyEdit& edit,
                             const std::set<std::string>& known) {
  Policy policy;
  apply(edit, policy);
  check(policy, known);
  policy.id = parts_.engine.ids.next<Policy>();
  policy.createdAt = parts_.engine.clock.now();
  const auto account = actor.scope.account.value();
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto graph = AccessGraph::load(tx, account);
    if (graph.policies().size() >= kMost + Policy::shipped().size()) throw tooMany();
    requireHeld(tx, actor, graph, {policy});
    try {
      access_repository::insertPolicy(tx, actor.scope, policy);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    parts_.engine.audit.record(tx, actor,
                               {"policy.added",
                                policy.id.text(),
                                nullptr,
                                {{"effect", wordOf(policy.effect)}, {"actions", policy.actions}}});
    return policy;
  });
}

Policy AccessDesk::changePolicy(const Actor& actor, Id<Policy> id, const PolicyEdit& edit,
                                const std::set<std::string>& known) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto graph = AccessGraph::load(tx, actor.scope.account.value());
    const auto found = graph.policies().find(id);
    if (found == graph.policies().end()) throw NotFound{};
    if (found->second.isShipped())
      throw DomainError{"shipped_policy", 409, "This policy is shipped and the same everywhere."};
    auto policy = found->second;
    requireNoDenialLifted(tx, actor, {policy});
    apply(edit, policy);
    check(policy, known);
    requireHeld(tx, actor, graph, {policy});
    try {
      access_repository::savePolicy(tx, actor.scope, policy);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    parts_.engine.audit.record(tx, actor,
                               {"policy.changed",
                                id.text(),
                                {{"actions", found->second.actions}},
                                {{"actions", policy.actions}}});
    return policy;
  });
}

void AccessDesk::removePolicy(const Actor& actor, Id<Policy> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto account = actor.scope.account.value();
    const auto graph = AccessGraph::load(tx, account);
    const auto found = graph.policies().find(id);
    if (found == graph.policies().end()) throw NotFound{};
    if (found->second.isShipped())
      throw DomainError{"shipped_policy", 409, "This policy is shipped and the same everywhere."};
    requireNoDenialLifted(tx, actor, {found->second});
    access_repository::removePolicy(tx, actor.scope, id);
    access_repository::removeNode(tx, account, AccessNode::of(id));
    parts_.engine.audit.record(tx, actor, "policy.removed", id.text());
  });
}

std::int64_t AccessDesk::addSet(const Actor& actor, AccessKind kind, const AccessSetEdit& edit) {
  if (!edit.name) throw ValidationError{"name", "required", "is required"};
  AccessSet set;
  set.id = kind == AccessKind::Group ? parts_.engine.ids.next<UserGroup>().value()
                                     : parts_.engine.ids.next<Role>().value();
  set.name = *edit.name;
  set.description = edit.description.value_or("");
  set.createdAt = parts_.engine.clock.now();
  const auto account = actor.scope.account.value();
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (access_repository::sets(tx, account, kind).size() >= kMost) throw tooMany();
    try {
      access_repository::insertSet(tx, actor.scope, kind, set);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    const AccessNode node{kind, set.id};
    give(tx, actor, node, edit);
    if (edit.members) setMembers(tx, actor, Id<UserGroup>::of(set.id), *edit.members);
    parts_.engine.audit.record(tx, actor, std::string{wordOf(kind)} + ".added", set.name);
  });
  return set.id;
}

void AccessDesk::changeSet(const Actor& actor, AccessKind kind, std::int64_t id,
                           const AccessSetEdit& edit) {
  const auto account = actor.scope.account.value();
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto all = access_repository::sets(tx, account, kind);
    const auto found = std::ranges::find(all, id, &AccessSet::id);
    if (found == all.end()) throw NotFound{};
    if (edit.name) found->name = *edit.name;
    if (edit.description) found->description = *edit.description;
    try {
      access_repository::saveSet(tx, actor.scope, kind, *found);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    give(tx, actor, {kind, id}, edit);
    if (edit.members) setMembers(tx, actor, Id<UserGroup>::of(id), *edit.members);
    parts_.engine.audit.record(tx, actor, std::string{wordOf(kind)} + ".changed", found->name);
  });
}

void AccessDesk::removeSet(const Actor& actor, AccessKind kind, std::int64_t id) {
  const auto account = actor.scope.account.value();
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto graph = AccessGraph::load(tx, account);
    requireNoDenialLifted(tx, actor, graph.policiesOf({kind, id}));
    if (!access_repository::removeSet(tx, actor.scope, kind, id)) throw NotFound{};
    access_repository::removeNode(tx, account, {kind, id});
    parts_.engine.audit.record(tx, actor, std::string{wordOf(kind)} + ".removed",
                               std::to_string(id));
  });
}

void AccessDesk::requireExist(db::Reader& reader, Id<Account> account, const AccessGiven& given) {
  const auto graph = AccessGraph::load(reader, account);
  FieldErrors errors;
  const auto look = [&](AccessKind kind, const auto& ids, const char* field) {
    if (!ids) return;
    const auto sets = access_repository::sets(reader, account, kind);
    for (std::size_t i = 0; i < ids->size(); ++i) {
      if (std::ranges::find(sets, (*ids)[i].value(), &AccessSet::id) == sets.end())
        errors.add(FieldErrors::at(field, i), "not_found", "is not there");
    }
  };
  look(AccessKind::Group, given.groups, "groups");
  look(AccessKind::Role, given.roles, "roles");
  if (given.policies) {
    for (std::size_t i = 0; i < given.policies->size(); ++i) {
      if (!graph.policies().contains((*given.policies)[i]))
        errors.add(FieldErrors::at("policies", i), "not_found", "is not there");
    }
  }
  errors.throwIfAny();
}

void AccessDesk::setLinks(db::Transaction& tx, const Actor& actor, AccessNode from, AccessKind kind,
                          const std::vector<AccessNode>& wanted) {
  const auto account = actor.scope.account.value();
  const auto graph = AccessGraph::load(tx, account);
  std::set<AccessNode> before;
  for (const auto& [one, to] : access_repository::links(tx, account)) {
    if (one == from && to.kind == kind) before.insert(to);
  }
  const std::set<AccessNode> after{wanted.begin(), wanted.end()};
  for (const auto& to : after) {
    if (before.contains(to)) continue;
    requireHeld(tx, actor, graph, graph.policiesOf(to));
    access_repository::addLink(tx, account, from, to);
  }
  for (const auto& to : before) {
    if (after.contains(to)) continue;
    requireNoDenialLifted(tx, actor, graph.policiesOf(to));
    access_repository::removeLink(tx, account, from, to);
  }
}

void AccessDesk::setMembers(db::Transaction& tx, const Actor& actor, Id<UserGroup> group,
                            const std::vector<Id<User>>& members) {
  const auto account = actor.scope.account.value();
  const auto graph = AccessGraph::load(tx, account);
  const auto current = graph.membersOf(group);
  const std::set<Id<User>> before{current.begin(), current.end()},
      after{members.begin(), members.end()};
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto user = user_repository::find(tx, actor.scope.tenant, members[i]);
    if (!user || user->account != account || user->kind != UserKind::Iam ||
        user->status == UserStatus::Removed)
      throw ValidationError{FieldErrors::at("members", i), "not_found",
                            "is no user of this account"};
  }
  const auto policies = graph.policiesOf(AccessNode::of(group));
  for (const auto user : after) {
    if (before.contains(user)) continue;
    if (actor.user == user) throw beyondOwn();
    requireHeld(tx, actor, graph, policies);
    access_repository::addLink(tx, account, AccessNode::of(user), AccessNode::of(group));
  }
  for (const auto user : before) {
    if (after.contains(user)) continue;
    requireNoDenialLifted(tx, actor, policies);
    access_repository::removeLink(tx, account, AccessNode::of(user), AccessNode::of(group));
  }
}

void AccessDesk::give(db::Transaction& tx, const Actor& actor, AccessNode to,
                      const AccessGiven& given) {
  requireExist(tx, actor.scope.account.value(), given);
  if (given.groups) setLinks(tx, actor, to, AccessKind::Group, nodesOf(*given.groups));
  if (given.roles) setLinks(tx, actor, to, AccessKind::Role, nodesOf(*given.roles));
  if (given.policies) setLinks(tx, actor, to, AccessKind::Policy, nodesOf(*given.policies));
}

void AccessDesk::requireMayGive(db::Reader& reader, const Actor& actor, const AccessGiven& given) {
  const auto account = actor.scope.account.value();
  requireExist(reader, account, given);
  const auto graph = AccessGraph::load(reader, account);
  const auto look = [&](const auto& ids) {
    if (!ids) return;
    for (const auto& node : nodesOf(*ids))
      requireHeld(reader, actor, graph, graph.policiesOf(node));
  };
  look(given.groups);
  look(given.roles);
  look(given.policies);
}

void AccessDesk::forget(db::Transaction& tx, Id<Account> account, AccessNode node) {
  access_repository::removeNode(tx, account, node);
}

AccessDesk::Trial AccessDesk::simulate(const Scope& scope, Id<User> id, const std::string& action,
                                       const std::string& resource, RequestFacts facts) {
  return parts_.engine.database.read([&](db::Reader& reader) -> Trial {
    const auto user = user_repository::find(reader, scope.tenant, id);
    if (!user || user->account != scope.account || user->status == UserStatus::Removed)
      throw NotFound{};
    if (user->kind == UserKind::Root) return {true, "The root user may do everything.", {}};
    if (!user->isActive()) return {false, "The user is switched off.", {}};
    const auto graph = AccessGraph::load(reader, *scope.account);
    const PolicyAuthority authority{graph.policiesOf(AccessNode::of(id)), std::move(facts)};
    const auto verdict = authority.judge(action, resource);
    if (!verdict.because) return {false, "No policy allows it.", {}};
    return {verdict.allowed,
            "The policy \"" + verdict.because->name + "\" " +
                (verdict.allowed ? "allows it." : "denies it."),
            verdict.because->id};
  });
}

}  // namespace hostler
