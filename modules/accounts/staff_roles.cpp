#include "modules/accounts/staff_roles.h"

#include "core/json/json.h"
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/user.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kMostMade = 1'000;

constexpr auto kSelectActions = "SELECT actions FROM staff_roles WHERE tenant_id = ? AND name = ?";

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

bool StaffRoles::exists(std::string_view role) {
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

}  // namespace hostler
