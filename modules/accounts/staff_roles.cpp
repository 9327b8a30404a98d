#include "modules/accounts/staff_roles.h"

#include "core/json/json.h"
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/user.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kMostMade = 1'000;

constexpr auto kSelectActions = "SELECT actions FROM staff_roles WHERE tenant_id = ? AND name = ?";
constexpr auto kHold =
    "SELECT actions FROM staff_roles WHERE tenant_id = ? AND name = ? {for_update}";
constexpr auto kSelectNames = "SELECT name FROM staff_roles WHERE tenant_id = ? ORDER BY name";
constexpr auto kInsert =
    "INSERT INTO staff_roles (tenant_id, name, actions, updated_at) VALUES (?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  INSERT INTO staff_roles (tenant_id, name, actions, updated_at) VALUES (?, ?, ?, ?)
  {upsert(tenant_id, name)} actions = {new(actions)}, updated_at = {new(updated_at)})sql";
constexpr auto kRemove = "DELETE FROM staff_roles WHERE tenant_id = ? AND name = ?";

const std::map<std::string, std::vector<std::string>, std::less<>>& shippedRoles() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> roles{
      {"owner", {"*"}},
      // Everything but who else is staff and what they may.
      {"admin", {"*", "!accounts:ManageStaff"}},
      // Looks, talks to clients, and changes no settings and no money.
      {"staff",
       {"read", "support:*", "accounts:UpdateClient", "accounts:VerifyClient", "files:*",
        "!audit:*", "!plugins:*", "!settings:*"}},
  };
  return roles;
}

}  // namespace

bool StaffRoles::isShipped(std::string_view role) {
  return shippedRoles().contains(role);
}

const std::vector<std::string>& StaffRoles::names() {
  static const std::vector<std::string> inOrder{"owner", "admin", "staff"};
  return inOrder;
}

const std::vector<std::string>& StaffRoles::shipped(std::string_view role) {
  static const std::vector<std::string> none;
  const auto found = shippedRoles().find(role);
  return found == shippedRoles().end() ? none : found->second;
}

std::shared_ptr<const Authority> StaffRoles::authority(std::string_view role,
                                                       const std::optional<std::string>& actions) {
  const std::string list = actions && role != kOwnerRole ? *actions : dump(Json(shipped(role)));
  const std::lock_guard lock{mutex_};
  if (const auto found = made_.find(list); found != made_.end()) return found->second;
  if (made_.size() >= kMostMade) made_.clear();
  const auto patterns = Json::parse(list).get<std::vector<std::string>>();
  return made_.emplace(list, std::make_shared<const ListedActions>(patterns)).first->second;
}

std::vector<std::string> StaffRoles::actionsOf(db::Reader& reader, Id<Tenant> tenant,
                                               const std::string& role) {
  const auto own = reader.query(kSelectActions, tenant, role).first([](const db::Row& row) {
    return row.text("actions");
  });
  if (!own || role == kOwnerRole) return shipped(role);
  return Json::parse(*own).get<std::vector<std::string>>();
}

std::vector<std::string> StaffRoles::own(db::Reader& reader, Id<Tenant> tenant) {
  auto names =
      reader.query(kSelectNames, tenant).map([](const db::Row& row) { return row.text("name"); });
  std::erase_if(names, isShipped);  // a shipped role that the tenant changed
  return names;
}

bool StaffRoles::exists(db::Reader& reader, Id<Tenant> tenant, const std::string& role) {
  return isShipped(role) || !reader.query(kSelectActions, tenant, role).empty();
}

bool StaffRoles::hold(db::Transaction& tx, Id<Tenant> tenant, const std::string& role) {
  return isShipped(role) || !tx.query(kHold, tenant, role).empty();
}

bool StaffRoles::add(db::Transaction& tx, Id<Tenant> tenant, const std::string& role,
                     const std::vector<std::string>& actions, Instant now) {
  return tx.tryInsert(kInsert, tenant, role, dump(Json(actions)), now);
}

void StaffRoles::save(db::Transaction& tx, Id<Tenant> tenant, const std::string& role,
                      const std::vector<std::string>& actions, Instant now) {
  tx.execute(kSave, tenant, role, dump(Json(actions)), now);
}

void StaffRoles::remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& role) {
  tx.execute(kRemove, tenant, role);
}

}  // namespace hostler
