#include "modules/resellers/held_settings.h"

namespace hostler {
namespace {

constexpr auto kHold = "SELECT name, value FROM tenant_settings WHERE tenant_id = ? {for_update}";

}  // namespace

TenantSettings heldSettings(db::Transaction& tx, Id<Tenant> tenant) {
  std::map<std::string, Json> own;
  for (const auto& row : tx.query(kHold, tenant))
    own[row.text("name")] = Json::parse(row.text("value"));
  return TenantSettings{std::move(own)};
}

}  // namespace hostler
