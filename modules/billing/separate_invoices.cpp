#include "modules/billing/separate_invoices.h"

#include "core/db/id_lists.h"
#include "modules/billing/saved_method.h"

namespace hostler::separate_invoices {
namespace {

constexpr auto kSelect =
    "SELECT account_id FROM billing_preferences WHERE separate_invoices = 1 AND account_id IN "
    "({ids})";
constexpr auto kSave = R"sql(
  INSERT INTO billing_preferences (account_id, tenant_id, auto_pay, separate_invoices, updated_at)
  VALUES (?, ?, ?, ?, ?) {upsert(account_id)}
         separate_invoices = {new(separate_invoices)}, updated_at = {new(updated_at)})sql";

}  // namespace

std::set<Id<Account>> among(db::Reader& reader, const std::vector<Id<Account>>& accounts) {
  std::set<Id<Account>> separate;
  for (const auto& rows : db::askByIds(reader, kSelect, db::numbersOf(accounts))) {
    for (const auto& row : rows) separate.insert(row.id<Account>("account_id"));
  }
  return separate;
}

void save(db::Transaction& tx, const Scope& client, bool separate, Instant now) {
  tx.execute(kSave, client.account.value(), client.tenant, BillingPreferences{}.autoPay ? 1 : 0,
             separate ? 1 : 0, now);
}

}  // namespace hostler::separate_invoices
