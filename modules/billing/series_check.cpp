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
struct Table {
  const char* name;
  bool hasProformas = false;
};
constexpr std::array kTables{Table{"invoices", true}, Table{"tax_invoices"}, Table{"credit_notes"},
                             Table{"receipts"}};
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
  int parts = 0;

  void add(const db::Row& row) {
    const auto first = row.integer("lowest");
    lowest = parts == 0 ? first : std::min(lowest, first);
    highest = std::max(highest, row.integer("highest"));
    documents += row.integer("documents");
    numbers += row.integer("numbers");
    ++parts;
  }
};
struct Documents {
  std::map<Series, Numbered> all;
  std::map<Series, Numbered> ofTheLaw;  ///< without proforma invoices
};

std::string selectFrom(const Table& table) {
  const std::string proforma = table.hasProformas ? "proforma" : "0";
  return "SELECT tenant_id, series, fiscal_year, " + proforma +
         " AS is_proforma, COUNT(*) AS documents, COUNT(DISTINCT number) AS numbers, MIN(number) "
         "AS lowest, MAX(number) AS highest FROM " +
         table.name + " GROUP BY tenant_id, series, fiscal_year" +
         (table.hasProformas ? ", proforma" : "");
}

Series seriesOf(const db::Row& row) {
  return {row.id<Tenant>("tenant_id"), row.text("series"), row.text("fiscal_year")};
}

Documents documentsOf(db::Reader& reader) {
  Documents documents;
  for (const auto& table : kTables) {
    for (const auto& row : reader.query(selectFrom(table))) {
      documents.all[seriesOf(row)].add(row);
      if (!row.flag("is_proforma")) documents.ofTheLaw[seriesOf(row)].add(row);
    }
  }
  for (auto& [series, one] : documents.all) {
    if (one.parts < 2) continue;
    const auto& [tenant, name, year] = series;
    one.numbers = reader
                      .query(kSelectNumbers, tenant, name, year, tenant, name, year, tenant, name,
                             year, tenant, name, year)
                      .only()
                      .integer("numbers");
  }
  return documents;
}

std::string nameOf(const Series& series) {
  const auto& [tenant, name, year] = series;
  return "series " + name + "/" + year + " of " + tenant.text();
}

}  // namespace

void checkSeries(db::Reader& reader, LedgerFaults& faults) {
  auto [documents, ofTheLaw] = documentsOf(reader);
  for (const auto& [series, one] : ofTheLaw) {
    const bool isShared = one.documents < documents[series].documents;
    if (!isShared || (one.lowest == 1 && one.highest == one.documents)) continue;
    faults.add(nameOf(series) + " has proforma invoices among its " +
               std::to_string(one.documents) + " tax documents, whose numbers are missing");
  }
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
