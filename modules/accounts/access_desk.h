#pragma once

#include "modules/accounts/access_repository.h"
#include "modules/accounts/desk_parts.h"
#include "modules/accounts/policy_authority.h"

#include <set>

namespace hostler {

/// What somebody is to have, straight.
struct AccessGiven {
  std::optional<std::vector<Id<UserGroup>>> groups;  ///< users alone can be in groups
  std::optional<std::vector<Id<Role>>> roles;
  std::optional<std::vector<Id<Policy>>> policies;
  static void describe(Shape<AccessGiven>& shape);
};

struct PolicyEdit {
  std::optional<std::string> name, description;
  std::optional<PolicyEffect> effect;
  std::optional<std::vector<std::string>> actions, resources;
  std::optional<std::optional<PolicyConditions>> conditions;
  static void describe(Shape<PolicyEdit>& shape);
};

struct AccessSetEdit : AccessGiven {
  std::optional<std::string> name, description;
  std::optional<std::vector<Id<User>>> members;  ///< of a group
};

/// Policies, groups and roles of an account, and who has what of them. Whoever is not the root user
/// hands on nothing that they do not hold themselves, and lifts no denial (security rule Z6).
class AccessDesk {
 public:
  static constexpr std::size_t kMost = 200;  ///< of each kind in one account

  explicit AccessDesk(DeskParts& parts) : parts_{parts} {}

  /// Throws ValidationError, DomainError 409 `name_taken`, `too_many`, and 403 for rights beyond
  /// one's own. `known`: the actions that there are.
  Policy addPolicy(const Actor& actor, const PolicyEdit& edit, const std::set<std::string>& known);
  Policy changePolicy(const Actor& actor, Id<Policy> id, const PolicyEdit& edit,
                      const std::set<std::string>& known);
  void removePolicy(const Actor& actor, Id<Policy> id);

  /// `kind`: Group or Role.
  std::int64_t addSet(const Actor& actor, AccessKind kind, const AccessSetEdit& edit);
  void changeSet(const Actor& actor, AccessKind kind, std::int64_t id, const AccessSetEdit& edit);
  void removeSet(const Actor& actor, AccessKind kind, std::int64_t id);

  /// Sets what a node has straight; what is not given stays. Throws as above.
  void give(db::Transaction& tx, const Actor& actor, AccessNode to, const AccessGiven& given);
  /// Whether the actor could give all that: the same checks without a change.
  void requireMayGive(db::Reader& reader, const Actor& actor, const AccessGiven& given);
  void forget(db::Transaction& tx, Id<Account> account, AccessNode node);

  /// What a user may, and why.
  struct Trial {
    bool allowed = false;
    std::string because;
    std::optional<Id<Policy>> policy;
  };
  Trial simulate(const Scope& scope, Id<User> user, const std::string& action,
                 const std::string& resource, RequestFacts facts);

 private:
  bool isRoot(db::Reader& reader, const Actor& actor);
  void requireHeld(db::Reader& reader, const Actor& actor, const AccessGraph& graph,
                   const std::vector<Policy>& wanted);
  void requireNoDenialLifted(db::Reader& reader, const Actor& actor,
                             const std::vector<Policy>& lost);
  void setLinks(db::Transaction& tx, const Actor& actor, AccessNode from, AccessKind kind,
                const std::vector<AccessNode>& wanted);
  void setMembers(db::Transaction& tx, const Actor& actor, Id<UserGroup> group,
                  const std::vector<Id<User>>& members);
  void requireExist(db::Reader& reader, Id<Account> account, const AccessGiven& given);

  DeskParts& parts_;
};

}  // namespace hostler
