#pragma once

#include "core/db/database.h"
#include "modules/accounts/policy.h"

#include <map>
#include <set>
#include <vector>

namespace hostler {

/// Something that rights hang on: a user, a group, a role or a policy.
enum class AccessKind { User = 1, Group, Role, Policy };
template <>
inline constexpr std::array kEnumNames<AccessKind>{
    std::string_view{"user"}, std::string_view{"group"}, std::string_view{"role"},
    std::string_view{"policy"}};

struct AccessNode {
  AccessKind kind = AccessKind::User;
  std::int64_t id = 0;
  friend auto operator<=>(const AccessNode&, const AccessNode&) = default;

  static AccessNode of(Id<User> id) { return {AccessKind::User, id.value()}; }
  static AccessNode of(Id<UserGroup> id) { return {AccessKind::Group, id.value()}; }
  static AccessNode of(Id<Role> id) { return {AccessKind::Role, id.value()}; }
  static AccessNode of(Id<Policy> id) { return {AccessKind::Policy, id.value()}; }
};

/// Who has what in one account, read at one time.
class AccessGraph {
 public:
  static AccessGraph load(db::Reader& reader, Id<Account> account);

  /// Whatever hangs on a node, straight or through groups and roles.
  std::vector<Policy> policiesOf(AccessNode node) const;
  /// What hangs on it straight, of one kind.
  template <class Entity>
  std::vector<Id<Entity>> straight(AccessNode node, AccessKind kind) const {
    std::vector<Id<Entity>> ids;
    if (const auto found = links_.find(node); found != links_.end()) {
      for (const auto& to : found->second) {
        if (to.kind == kind) ids.push_back(Id<Entity>::of(to.id));
      }
    }
    return ids;
  }
  /// The users that are in a group.
  std::vector<Id<User>> membersOf(Id<UserGroup> group) const;
  const std::map<Id<Policy>, Policy>& policies() const { return policies_; }

 private:
  std::map<AccessNode, std::set<AccessNode>> links_;
  std::map<Id<Policy>, Policy> policies_;
};

}  // namespace hostler
