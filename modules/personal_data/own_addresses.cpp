#include "modules/personal_data/own_addresses.h"

namespace hostler {
namespace {

constexpr auto kEmails = R"sql(
  SELECT DISTINCT u.email_key AS address FROM users u
   WHERE u.tenant_id = ? AND u.account_id = ? AND u.email_verified_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM users o
                      WHERE o.tenant_id = u.tenant_id AND o.email_key = u.email_key AND o.status <> 'removed'
                        AND (o.account_id IS NULL OR o.account_id <> u.account_id)))sql";
constexpr auto kPhones = R"sql(
  SELECT DISTINCT u.phone AS address FROM users u
   WHERE u.tenant_id = ? AND u.account_id = ? AND u.phone IS NOT NULL AND u.phone_verified_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM users o
                      WHERE o.tenant_id = u.tenant_id AND o.phone = u.phone AND o.status <> 'removed'
                        AND (o.account_id IS NULL OR o.account_id <> u.account_id)))sql";

}  // namespace

std::vector<std::string> ownAddresses(db::Reader& reader, const Scope& client) {
  std::vector<std::string> all;
  for (const auto* sql : {kEmails, kPhones}) {
    for (const auto& row : reader.query(sql, client.tenant, client.account))
      all.push_back(row.text("address"));
  }
  return all;
}

}  // namespace hostler
