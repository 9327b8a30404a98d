#include "modules/accounts/access_repository.h"

namespace hostler::access_repository {
namespace {

constexpr auto kSelectPolicies =
    "SELECT * FROM account_policies WHERE account_id = ? ORDER BY name";
constexpr auto kSelectLinks =
    "SELECT from_kind, from_id, to_kind, to_id FROM access_links WHERE account_id = ?";
constexpr auto kInsertLink =
    "INSERT INTO access_links (account_id, from_kind, from_id, to_kind, to_id) VALUES (?, ?, ?, ?, "
    "?)";
constexpr auto kDeleteLink = R"sql(
  DELETE FROM access_links
   WHERE account_id = ? AND from_kind = ? AND from_id = ? AND to_kind = ? AND to_id = ?)sql";
constexpr auto kDeleteFrom =
    "DELETE FROM access_links WHERE account_id = ? AND from_kind = ? AND from_id = ?";
constexpr auto kDeleteTo =
    "DELETE FROM access_links WHERE account_id = ? AND to_kind = ? AND to_id = ?";
constexpr auto kInsertPolicy = R"sql(
  INSERT INTO account_policies (name, description, effect, actions, resources, conditions, tenant_id, account_id, id,
                                created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdatePolicy = R"sql(
  UPDATE account_policies SET name = ?, description = ?, effect = ?, actions = ?, resources = ?, conditions = ?
   WHERE tenant_id = ? AND account_id = ? AND id = ?)sql";
constexpr auto kDeletePolicy =
    "DELETE FROM account_policies WHERE tenant_id = ? AND account_id = ? AND id = ?";

struct SetSql {
  const char* select;
  const char* insert;
  const char* update;
  const char* remove;
};
constexpr SetSql kGroups{
    "SELECT id, name, '' AS description, created_at FROM account_groups WHERE account_id = ? ORDER "
    "BY name",
    "INSERT INTO account_groups (tenant_id, account_id, id, name, created_at) VALUES (?, ?, ?, ?, "
    "?)",
    "UPDATE account_groups SET name = ? WHERE tenant_id = ? AND account_id = ? AND id = ?",
    "DELETE FROM account_groups WHERE tenant_id = ? AND account_id = ? AND id = ?"};
constexpr SetSql kRoles{
    "SELECT id, name, description, created_at FROM account_roles WHERE account_id = ? ORDER BY "
    "name",
    "INSERT INTO account_roles (tenant_id, account_id, id, name, created_at, description) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "UPDATE account_roles SET name = ?, description = ? WHERE tenant_id = ? AND account_id = ? AND "
    "id = ?",
    "DELETE FROM account_roles WHERE tenant_id = ? AND account_id = ? AND id = ?"};

const SetSql& sqlOf(AccessKind kind) {
  return kind == AccessKind::Group ? kGroups : kRoles;
}

Policy policyOf(const db::Row& row) {
  Policy policy;
  policy.id = row.id<Policy>("id");
  policy.name = row.text("name");
  policy.description = row.text("description");
  policy.effect = row.get<PolicyEffect>("effect");
  policy.actions = Json::parse(row.text("actions")).get<std::vector<std::string>>();
  policy.resources = Json::parse(row.text("resources")).get<std::vector<std::string>>();
  policy.conditions = fromJson<PolicyConditions>(Json::parse(row.text("conditions")));
  policy.createdAt = row.instant("created_at");
  return policy;
}

}  // namespace

std::vector<Policy> policies(db::Reader& reader, Id<Account> account) {
  return reader.query(kSelectPolicies, account).map(policyOf);
}

std::vector<std::pair<AccessNode, AccessNode>> links(db::Reader& reader, Id<Account> account) {
  return reader.query(kSelectLinks, account).map([](const db::Row& row) {
    return std::pair{AccessNode{row.get<AccessKind>("from_kind"), row.integer("from_id")},
                     AccessNode{row.get<AccessKind>("to_kind"), row.integer("to_id")}};
  });
}

void addLink(db::Transaction& tx, Id<Account> account, AccessNode from, AccessNode to) {
  tx.tryInsert(kInsertLink, account, from.kind, from.id, to.kind, to.id);
}

void removeLink(db::Transaction& tx, Id<Account> account, AccessNode from, AccessNode to) {
  tx.execute(kDeleteLink, account, from.kind, from.id, to.kind, to.id);
}

void removeNode(db::Transaction& tx, Id<Account> account, AccessNode node) {
  tx.execute(kDeleteFrom, account, node.kind, node.id);
  tx.execute(kDeleteTo, account, node.kind, node.id);
}

void insertPolicy(db::Transaction& tx, const Scope& scope, const Policy& policy) {
  tx.execute(kInsertPolicy, policy.name, policy.description, policy.effect,
             dump(Json(policy.actions)), dump(Json(policy.resources)),
             dump(toJson(policy.conditions)), scope.tenant, scope.account, policy.id,
             policy.createdAt);
}

void savePolicy(db::Transaction& tx, const Scope& scope, const Policy& policy) {
  tx.execute(kUpdatePolicy, policy.name, policy.description, policy.effect,
             dump(Json(policy.actions)), dump(Json(policy.resources)),
             dump(toJson(policy.conditions)), scope.tenant, scope.account, policy.id);
}

bool removePolicy(db::Transaction& tx, const Scope& scope, Id<Policy> id) {
  return tx.execute(kDeletePolicy, scope.tenant, scope.account, id) == 1;
}

std::vector<AccessSet> sets(db::Reader& reader, Id<Account> account, AccessKind kind) {
  return reader.query(sqlOf(kind).select, account).map([](const db::Row& row) {
    return AccessSet{row.integer("id"), row.text("name"), row.text("description"),
                     row.instant("created_at")};
  });
}

void insertSet(db::Transaction& tx, const Scope& scope, AccessKind kind, const AccessSet& set) {
  if (kind == AccessKind::Group) {
    tx.execute(kGroups.insert, scope.tenant, scope.account, set.id, set.name, set.createdAt);
  } else {
    tx.execute(kRoles.insert, scope.tenant, scope.account, set.id, set.name, set.createdAt,
               set.description);
  }
}

void saveSet(db::Transaction& tx, const Scope& scope, AccessKind kind, const AccessSet& set) {
  if (kind == AccessKind::Group) {
    tx.execute(kGroups.update, set.name, scope.tenant, scope.account, set.id);
  } else {
    tx.execute(kRoles.update, set.name, set.description, scope.tenant, scope.account, set.id);
  }
}

bool removeSet(db::Transaction& tx, const Scope& scope, AccessKind kind, std::int64_t id) {
  return tx.execute(sqlOf(kind).remove, scope.tenant, scope.account, id) == 1;
}

}  // namespace hostler::access_repository
