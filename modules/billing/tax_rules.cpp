#include "modules/billing/tax_rules.h"

namespace hostler::tax_rules {
namespace {

constexpr auto kSelect = R"sql(
  SELECT country, region, tax_class, name, rate, valid_from, valid_until FROM tax_rules WHERE tenant_id = ?)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO tax_rules (id, tenant_id, country, region, tax_class, name, rate, valid_from, valid_until, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

}  // namespace

std::vector<TaxRule> all(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect, tenant).map([](const db::Row& row) {
    return TaxRule{row.text("country"), row.text("region"),     row.text("tax_class"),
                   row.text("name"),    row.decimal("rate"),    row.date("valid_from"),
                   row.get<std::optional<Date>>("valid_until")};
  });
}

void insert(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, const TaxRule& rule, Instant now) {
  tx.execute(kInsert, id, tenant, rule.country, rule.region, rule.taxClass, rule.name, rule.rate, rule.validFrom, rule.validUntil, now);
}

}  // namespace hostler::tax_rules
