#pragma once

#include "core/db/database.h"
#include "modules/accounts/access_graph.h"

#include <utility>
#include <vector>

namespace hostler {

/// A group of users, or a role that users and groups can have.
struct AccessSet {
  std::int64_t id = 0;
  std::string name, description;
  Instant createdAt;
};

/// SQL of policies, groups, roles and who has what: one function for each statement.
namespace access_repository {

std::vector<Policy> policies(db::Reader& reader, Id<Account> account);
std::vector<std::pair<AccessNode, AccessNode>> links(db::Reader& reader, Id<Account> account);
void addLink(db::Transaction& tx, Id<Account> account, AccessNode from, AccessNode to);
void removeLink(db::Transaction& tx, Id<Account> account, AccessNode from, AccessNode to);
/// Everything that hangs on a node, and all that it hangs on.
void removeNode(db::Transaction& tx, Id<Account> account, AccessNode node);

/// These throw db::UniqueViolation when the name is taken.
void insertPolicy(db::Transaction& tx, const Scope& scope, const Policy& policy);
void savePolicy(db::Transaction& tx, const Scope& scope, const Policy& policy);
bool removePolicy(db::Transaction& tx, const Scope& scope, Id<Policy> id);

/// Groups or roles, by name.
std::vector<AccessSet> sets(db::Reader& reader, Id<Account> account, AccessKind kind);
void insertSet(db::Transaction& tx, const Scope& scope, AccessKind kind, const AccessSet& set);
void saveSet(db::Transaction& tx, const Scope& scope, AccessKind kind, const AccessSet& set);
bool removeSet(db::Transaction& tx, const Scope& scope, AccessKind kind, std::int64_t id);

}  // namespace access_repository
}  // namespace hostler
