#include "modules/billing/exchange_rates.h"

namespace hostler::exchange_rates {
namespace {

constexpr auto kSelect =
    "SELECT currency, valid_from, rate FROM exchange_rates WHERE tenant_id = ? ORDER BY currency, "
    "valid_from";
constexpr auto kSelectCurrency =
    "SELECT currency, valid_from, rate FROM exchange_rates WHERE tenant_id = ? AND currency = ? "
    "ORDER BY valid_from";
constexpr auto kSelectIssued = R"sql(
  SELECT 1 AS one FROM invoices i JOIN invoice_rates r ON r.invoice_id = i.id
   WHERE i.tenant_id = ? AND i.currency = ? AND i.issue_date >= ? AND i.issue_date < ? AND i.proforma = 0 LIMIT 1)sql";
// What was a proforma bears the rate of the day on which it was paid.
constexpr auto kSelectInvoiced = R"sql(
  SELECT 1 AS one FROM tax_invoices t JOIN invoices i ON i.id = t.invoice_id JOIN invoice_rates r ON r.invoice_id = i.id
   WHERE t.tenant_id = ? AND i.currency = ? AND t.issue_date >= ? AND t.issue_date < ? LIMIT 1)sql";
constexpr auto kSave =
    "UPDATE exchange_rates SET rate = ? WHERE tenant_id = ? AND currency = ? AND valid_from = ?";
constexpr auto kRemove =
    "DELETE FROM exchange_rates WHERE tenant_id = ? AND currency = ? AND valid_from = ?";
constexpr auto kSelectOn = R"sql(
  SELECT rate FROM exchange_rates WHERE tenant_id = ? AND currency = ? AND valid_from <= ?
   ORDER BY valid_from DESC LIMIT 1)sql";
constexpr auto kInsert =
    "INSERT INTO exchange_rates (tenant_id, currency, valid_from, rate, created_at) VALUES (?, ?, "
    "?, ?, ?)";
constexpr auto kKeep = "INSERT INTO invoice_rates (invoice_id, base, rate) VALUES (?, ?, ?)";
constexpr auto kSelectOf = "SELECT base, rate FROM invoice_rates WHERE invoice_id = ?";

Rate rateOf(const db::Row& row) {
  return {row.currency("currency"), row.date("valid_from"), row.decimal("rate")};
}

}  // namespace

std::vector<Rate> list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect, tenant).map(rateOf);
}

std::vector<Rate> of(db::Reader& reader, Id<Tenant> tenant, Currency currency) {
  return reader.query(kSelectCurrency, tenant, currency).map(rateOf);
}

bool isUsed(db::Reader& reader, Id<Tenant> tenant, const std::vector<Rate>& rates,
            const Rate& rate) {
  auto until = Date::of(9999, 12, 31);
  for (const auto& other : rates) {
    if (rate.validFrom < other.validFrom && other.validFrom < until) until = other.validFrom;
  }
  const auto finds = [&](const char* sql) {
    return !reader.query(sql, tenant, rate.currency, rate.validFrom, until).empty();
  };
  return finds(kSelectIssued) || finds(kSelectInvoiced);
}

void save(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate) {
  tx.execute(kSave, rate.rate, tenant, rate.currency, rate.validFrom);
}

void remove(db::Transaction& tx, Id<Tenant> tenant, const Rate& rate) {
  tx.execute(kRemove, tenant, rate.currency, rate.validFrom);
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
  const auto kept = keptFor(reader, invoice);
  return kept ? std::optional{kept->rate} : std::nullopt;
}

std::optional<Kept> keptFor(db::Reader& reader, Id<Invoice> invoice) {
  return reader.query(kSelectOf, invoice).first([](const db::Row& row) {
    return Kept{row.currency("base"), row.decimal("rate")};
  });
}

}  // namespace hostler::exchange_rates
