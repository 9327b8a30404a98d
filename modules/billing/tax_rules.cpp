#include "modules/billing/tax_rules.h"

namespace hostler::tax_rules {
namespace {

constexpr auto kSelect = R"sql(
  SELECT id, country, region, tax_class, name, rate, valid_from, valid_until, additional, compound FROM tax_rules WHERE tenant_id = ?)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO tax_rules (id, tenant_id, country, region, tax_class, name, rate, valid_from, valid_until, additional,
                         compound, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

constexpr auto kRemove = "DELETE FROM tax_rules WHERE id = ? AND tenant_id = ?";
constexpr auto kEnd = "UPDATE tax_rules SET valid_until = ? WHERE id = ? AND tenant_id = ?";

TaxRule ruleFrom(const db::Row& row) {
  return TaxRule{row.text("country"),
                 row.text("region"),
                 row.text("tax_class"),
                 row.text("name"),
                 row.decimal("rate"),
                 row.date("valid_from"),
                 row.get<std::optional<Date>>("valid_until"),
                 row.flag("additional"),
                 row.flag("compound")};
}

}  // namespace

std::vector<TaxRule> all(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect, tenant).map(ruleFrom);
}

std::vector<Stored> list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect, tenant).map([](const db::Row& row) {
    return Stored{row.id<TaxRate>("id"), ruleFrom(row)};
  });
}

std::optional<Stored> find(db::Reader& reader, Id<Tenant> tenant, Id<TaxRate> id) {
  return reader.query(std::string{kSelect} + " AND id = ?", tenant, id).first([](const auto& row) {
    return Stored{row.template id<TaxRate>("id"), ruleFrom(row)};
  });
}

bool end(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, std::optional<Date> until) {
  return tx.execute(kEnd, until, id, tenant) == 1;
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id) {
  return tx.execute(kRemove, id, tenant) == 1;
}

void insert(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, const TaxRule& rule,
            Instant now) {
  tx.execute(kInsert, id, tenant, rule.country, rule.region, rule.taxClass, rule.name, rule.rate,
             rule.validFrom, rule.validUntil, rule.additional, rule.compound, now);
}

}  // namespace hostler::tax_rules
