#include "modules/resellers/held_settings.h"

namespace hostler {
namespace {

constexpr auto kHold = "SELECT name, value FROM tenant_settings WHERE tenant_id = ? {for_update}";
constexpr auto kSelect = "SELECT name, value FROM tenant_settings WHERE tenant_id = ?";

TenantSettings settingsOf(const db::Rows& rows) {
  std::map<std::string, Json> own;
  for (const auto& row : rows) own[row.text("name")] = Json::parse(row.text("value"));
  return TenantSettings{std::move(own)};
}

}  // namespace

TenantSettings heldSettings(db::Transaction& tx, Id<Tenant> tenant) {
  return settingsOf(tx.query(kHold, tenant));
}

TenantSettings storedSettings(db::Reader& reader, Id<Tenant> tenant) {
  return settingsOf(reader.query(kSelect, tenant));
}

}  // namespace hostler
