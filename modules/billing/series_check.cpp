#include "modules/billing/series_check.h"

#include "modules/entities/entities.h"
#include "modules/resellers/resellers.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace hostler {
namespace {

constexpr auto kSelectCounters =
    "SELECT tenant_id, series, fiscal_year, last_number FROM series_counters";
// By table, since each has an index in this order.
constexpr auto kOfTable =
    "SELECT tenant_id, series, fiscal_year, COUNT(*) AS documents, COUNT(DISTINCT number) AS "
    "numbers, "
    "MIN(number) AS lowest, MAX(number) AS highest FROM ";
constexpr auto kBySeries = " GROUP BY tenant_id, series, fiscal_year";
constexpr std::array kTables{"invoices", "tax_invoices", "credit_notes", "receipts"};
// Where documents of several tables share a series.
constexpr auto kSelectNumbers = R"sql(
  SELECT COUNT(DISTINCT number) AS numbers
    FROM (SELECT number FROM invoices WHERE tenant_id = ? AND series = ? AND fiscal_year = ?
          UNION ALL SELECT number FROM tax_invoices WHERE tenant_id = ? AND series = ? AND fiscal_year = ?
          UNION ALL SELECT number FROM credit_notes WHERE tenant_id = ? AND series = ? AND fiscal_year = ?
          UNION ALL SELECT number FROM receipts WHERE tenant_id = ? AND series = ? AND fiscal_year = ?) AS documents)sql";

using Series = std::tuple<Id<Tenant>, std::string, std::string>;
struct Numbered {
  std::int64_t documents = 0, numbers = 0, lowest = 0, highest = 0;
  int tables = 0;
};

Series seriesOf(const db::Row& row) {
  return {row.id<Tenant>("tenant_id"), row.text("series"), row.text("fiscal_year")};
}

std::map<Series, Numbered> documentsOf(db::Reader& reader) {
  std::map<Series, Numbered> all;
  for (const auto* table : kTables) {
    for (const auto& row : reader.query(std::string{kOfTable} + table + kBySeries)) {
      auto& one = all[seriesOf(row)];
      const auto lowest = row.integer("lowest");
      one.lowest = one.tables == 0 ? lowest : std::min(one.lowest, lowest);
      one.highest = std::max(one.highest, row.integer("highest"));
      one.documents += row.integer("documents");
      one.numbers += row.integer("numbers");
      ++one.tables;
    }
  }
  for (auto& [series, one] : all) {
    if (one.tables < 2) continue;
    const auto& [tenant, name, year] = series;
    one.numbers = reader
                      .query(kSelectNumbers, tenant, name, year, tenant, name, year, tenant, name,
                             year, tenant, name, year)
                      .only()
                      .integer("numbers");
  }
  return all;
}

std::string nameOf(const Series& series) {
  const auto& [tenant, name, year] = series;
  return "series " + name + "/" + year + " of " + tenant.text();
}

}  // namespace

void checkSeries(db::Reader& reader, LedgerFaults& faults) {
  auto documents = documentsOf(reader);
  for (const auto& row : reader.query(kSelectCounters)) {
    const auto series = seriesOf(row);
    const auto last = row.integer("last_number");
    const auto one = documents[series];
    documents.erase(series);
    const bool whole = one.documents == last && one.numbers == last && one.highest == last &&
                       one.lowest == (last > 0 ? 1 : 0);
    if (!whole)
      faults.add(nameOf(series) + " stands at " + std::to_string(last) + " and has " +
                 std::to_string(one.documents) + " documents");
  }
  for (const auto& [series, one] : documents)
    faults.add(nameOf(series) + " has " + std::to_string(one.documents) +
               " documents and no counter");
}

}  // namespace hostler
