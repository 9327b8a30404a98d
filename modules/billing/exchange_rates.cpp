#include "modules/billing/exchange_rates.h"

namespace hostler::exchange_rates {
namespace {

constexpr auto kSelect =
    "SELECT currency, valid_from, rate FROM exchange_rates WHERE tenant_id = ? ORDER BY currency, "
    "valid_from";
constexpr auto kSelectOn = R"sql(
  SELECT rate FROM exchange_rates WHERE tenant_id = ? AND currency = ? AND valid_from <= ?
   ORDER BY valid_from DESC LIMIT 1)sql";
constexpr auto kInsert =
    "INSERT INTO exchange_rates (tenant_id, currency, valid_from, rate, created_at) VALUES (?, ?, "
    "?, ?, ?)";
constexpr auto kKeep = "INSERT INTO invoice_rates (invoice_id, base, rate) VALUES (?, ?, ?)";
constexpr auto kSelectOf = "SELECT rate FROM invoice_rates WHERE invoice_id = ?";

}  // namespace

std::vector<Rate> list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect, tenant).map([](const db::Row& row) {
    return Rate{row.currency("currency"), row.date("valid_from"), row.decimal("rate")};
  });
}

std::optional<Decimal> on(db::Reader& reader, Id<Tenant> tenant, Currency currency, Date day) {
  return reader.query(kSelectOn, tenant, currency, day).first([](const db::Row& row) {
    return row.decimal("rate");
  });
}

bool add(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate, Instant now) {
  return tx.tryInsert(kInsert, tenant, rate.currency, rate.validFrom, rate.rate, now);
}

void keepFor(db::Transaction& tx, Id<Invoice> invoice, Currency base, Decimal rate) {
  tx.execute(kKeep, invoice, base, rate);
}

std::optional<Decimal> of(db::Reader& reader, Id<Invoice> invoice) {
  return reader.query(kSelectOf, invoice).first([](const db::Row& row) {
    return row.decimal("rate");
  });
}

}  // namespace hostler::exchange_rates
