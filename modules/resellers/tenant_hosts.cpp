#include "modules/resellers/tenant_hosts.h"

#include <algorithm>

namespace hostler::tenant_hosts {
namespace {

constexpr auto kSelect = "SELECT host, tenant_id FROM tenant_hosts";
constexpr auto kSelectOne = "SELECT tenant_id FROM tenant_hosts WHERE host = ?";
constexpr auto kDelete = "DELETE FROM tenant_hosts WHERE host = ?";

}  // namespace

std::vector<std::pair<std::string, Id<Tenant>>> list(db::Reader& reader,
                                                     std::optional<Id<Tenant>> tenant) {
  std::vector<std::pair<std::string, Id<Tenant>>> all;
  for (const auto& row : reader.query(kSelect)) {
    const auto owner = row.id<Tenant>("tenant_id");
    if (!tenant || *tenant == owner) all.emplace_back(row.text("host"), owner);
  }
  std::ranges::sort(all);
  return all;
}

std::optional<Id<Tenant>> ownerOf(db::Reader& reader, const std::string& host) {
  return reader.query(kSelectOne, host).first([](const db::Row& row) {
    return row.id<Tenant>("tenant_id");
  });
}

void remove(db::Transaction& tx, const std::string& host) {
  tx.execute(kDelete, host);
}

}  // namespace hostler::tenant_hosts
