#include "modules/reports/reports.h"

#include "core/nodes/id_mint.h"
#include "core/problem/problem.h"

#include <algorithm>
#include <array>

namespace hostler {
namespace {

constexpr auto kSelectAccountSums = R"sql(
  SELECT account_id, currency,
         SUM(CASE WHEN book IN ('revenue', 'rounding') THEN -amount ELSE 0 END) AS invoiced,
         SUM(CASE WHEN book LIKE 'tax:%' THEN -amount ELSE 0 END) AS tax,
         SUM(CASE WHEN book LIKE 'gateway:%' OR book = 'gateway_fees' THEN amount ELSE 0 END) AS collected
    FROM postings
   WHERE tenant_id = ? AND account_id IS NOT NULL AND id >= ? AND id < ? AND posted_at >= ? AND posted_at < ?
   GROUP BY account_id, currency)sql";
constexpr auto kSelectOpenByAccount = R"sql(
  SELECT p.account_id, p.currency, SUM(p.amount) AS balance FROM postings p
   WHERE p.tenant_id = ? AND p.book = 'receivable' AND p.account_id IS NOT NULL
   GROUP BY p.account_id, p.currency)sql";
constexpr auto kSelectOpenInvoices = R"sql(
  SELECT s.invoice_id, s.account_id, s.balance, s.due_date, i.currency, COALESCE(s.tax_number, i.number_text) AS number_text
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid'))sql";

// Ids are minted by the same clock, some a little ahead of it.
constexpr std::chrono::minutes kAround{1};

struct Bucket {
  const char* name;
  const char* title;
  std::int64_t upTo;  // days past due
};
constexpr std::array kBuckets{
    Bucket{"not_due", "Not due", 0}, Bucket{"days_30", "1 to 30 days", 30},
    Bucket{"days_60", "31 to 60 days", 60}, Bucket{"days_90", "61 to 90 days", 90},
    Bucket{"older", "Older", INT64_MAX}};

const char* bucketOf(std::int64_t daysLate) {
  const auto found =
      std::ranges::find_if(kBuckets, [&](const Bucket& bucket) { return daysLate <= bucket.upTo; });
  return found->name;
}

Json money(std::int64_t minor, Currency currency) {
  return toJson(Money::ofMinor(minor, currency));
}

void addTo(Json& row, const char* name, const Json& amount) {
  auto& sum = row[name];
  if (sum.is_null()) {
    sum = amount;
  } else {
    sum["amount"] = sum["amount"].get<std::int64_t>() + amount.at("amount").get<std::int64_t>();
  }
}

// One row for each currency, with the sum of every column of money.
void addTotals(ReportTable& table) {
  std::map<std::string, Json> totals;
  for (const auto& row : table.rows) {
    auto& total = totals[row.at("currency").get<std::string>()];
    total["currency"] = row.at("currency");
    for (const auto& column : table.columns) {
      if (column.type == ColumnType::Money && row.contains(column.name))
        addTo(total, column.name.c_str(), row.at(column.name));
    }
  }
  for (auto& [currency, total] : totals) table.totals.push_back(std::move(total));
}

std::vector<DayRange> monthsOf(const DayRange& range) {
  std::vector<DayRange> months;
  auto begin = range.from;
  while (begin <= range.to) {
    const auto next = Date::of(begin.year(), begin.month(), 1).plusMonths(1, 1);
    months.push_back({begin, std::min(range.to, next.plusDays(-1))});
    begin = next;
  }
  return months;
}

}  // namespace

const std::vector<std::string>& Reports::names() {
  static const std::vector<std::string> names{"revenue", "clients", "ageing", "tax"};
  return names;
}

ReportTable Reports::make(const std::string& name, Id<Tenant> tenant, const DayRange& range) {
  if (name == "revenue") return revenue(tenant, range);
  if (name == "clients") return clients(tenant, range);
  if (name == "ageing") return ageing(tenant, range);
  if (name == "tax") return tax(tenant, range);
  throw NotFound{};
}

ReportTable Reports::revenue(Id<Tenant> tenant, const DayRange& range) {
  ReportTable table{"revenue", range.from, range.to, {}, {}, {}};
  table.columns = {{"month", "Month", ColumnType::Text},
                   {"currency", "Currency", ColumnType::Text},
                   {"invoiced", "Invoiced, before tax", ColumnType::Money},
                   {"tax", "Tax", ColumnType::Money},
                   {"collected", "Collected", ColumnType::Money},
                   {"fees", "Gateway fees", ColumnType::Money},
                   {"written_off", "Written off", ColumnType::Money}};
  const auto zone = zoneOf(tenant);
  parts_.database.read([&](db::Reader& reader) {
    for (const auto& month : monthsOf(range)) {
      const auto [from, until] = momentsOf(month, zone);
      const auto sums = LedgerSums::of(reader, Scope::ofTenant(tenant), from, until);
      for (const auto currency : sums.currencies()) {
        const auto figures = sums.figures(currency);
        table.rows.push_back({{"month", month.from.text().substr(0, 7)},
                              {"from", month.from.text()},
                              {"to", month.to.text()},
                              {"currency", currency.code()},
                              {"invoiced", toJson(figures.invoiced)},
                              {"tax", toJson(figures.tax)},
                              {"collected", toJson(figures.collected)},
                              {"fees", toJson(figures.fees)},
                              {"written_off", toJson(figures.writtenOff)}});
      }
    }
  });
  addTotals(table);
  return table;
}

ReportTable Reports::clients(Id<Tenant> tenant, const DayRange& range) {
  ReportTable table{"clients", range.from, range.to, {}, {}, {}};
  table.columns = {{"client", "Client", ColumnType::Text},
                   {"number", "Account", ColumnType::Text},
                   {"currency", "Currency", ColumnType::Text},
                   {"invoiced", "Invoiced, before tax", ColumnType::Money},
                   {"tax", "Tax", ColumnType::Money},
                   {"collected", "Collected", ColumnType::Money},
                   {"open", "Open now", ColumnType::Money}};
  const auto [from, until] = momentsOf(range, zoneOf(tenant));
  parts_.database.read([&](db::Reader& reader) {
    std::map<std::pair<Id<Account>, std::string>, Json> rows;
    const auto rowOf = [&](const db::Row& row) -> Json& {
      auto& made = rows[{row.id<Account>("account_id"), row.text("currency")}];
      made["currency"] = row.text("currency");
      return made;
    };
    for (const auto& row :
         reader.query(kSelectAccountSums, tenant, IdMint::firstOf(from.minus(kAround)),
                      IdMint::firstOf(until.plus(kAround)), from, until)) {
      auto& made = rowOf(row);
      for (const auto* name : {"invoiced", "tax", "collected"})
        made[name] = money(row.integer(name), row.currency("currency"));
    }
    for (const auto& row : reader.query(kSelectOpenByAccount, tenant)) {
      if (row.integer("balance") != 0)
        rowOf(row)["open"] = money(row.integer("balance"), row.currency("currency"));
    }
    std::set<Id<Account>> ids;
    for (const auto& [key, row] : rows) ids.insert(key.first);
    for (const auto& account : parts_.accounts.getAll(reader, tenant, {ids.begin(), ids.end()})) {
      for (auto at = rows.lower_bound({account.id, ""});
           at != rows.end() && at->first.first == account.id; ++at) {
        auto& row = at->second;
        row["client"] = account.company.value_or(account.fullName());
        row["number"] = account.number;
        row["client_id"] = account.id.text();
      }
    }
    for (auto& [key, row] : rows) {
      for (const auto* name : {"invoiced", "tax", "collected", "open"}) {
        if (!row.contains(name)) row[name] = money(0, Currency::of(key.second));
      }
      table.rows.push_back(std::move(row));
    }
  });
  std::ranges::stable_sort(table.rows, std::greater<>{}, [](const Json& row) {
    return row.at("invoiced").at("amount").get<std::int64_t>();
  });
  addTotals(table);
  return table;
}

ReportTable Reports::ageing(Id<Tenant> tenant, const DayRange& range) {
  ReportTable table{"ageing", range.to, range.to, {}, {}, {}};
  table.columns = {{"client", "Client", ColumnType::Text},
                   {"currency", "Currency", ColumnType::Text}};
  for (const auto& bucket : kBuckets)
    table.columns.push_back({bucket.name, bucket.title, ColumnType::Money});
  table.columns.push_back({"open", "Open", ColumnType::Money});
  const auto today = parts_.tenants.today(tenant);
  parts_.database.read([&](db::Reader& reader) {
    std::map<std::pair<Id<Account>, std::string>, Json> rows;
    for (const auto& row : reader.query(kSelectOpenInvoices, tenant)) {
      const auto currency = row.currency("currency");
      auto& made = rows[{row.id<Account>("account_id"), std::string{currency.code()}}];
      const auto late = row.date("due_date").daysUntil(today);
      addTo(made, bucketOf(late), money(row.integer("balance"), currency));
      addTo(made, "open", money(row.integer("balance"), currency));
    }
    std::set<Id<Account>> ids;
    for (const auto& [key, row] : rows) ids.insert(key.first);
    std::map<Id<Account>, std::string> names;
    for (const auto& account : parts_.accounts.getAll(reader, tenant, {ids.begin(), ids.end()}))
      names[account.id] = account.company.value_or(account.fullName());
    for (auto& [key, row] : rows) {
      row["client"] = names[key.first];
      row["client_id"] = key.first.text();
      row["currency"] = key.second;
      for (const auto& bucket : kBuckets) {
        if (!row.contains(bucket.name)) row[bucket.name] = money(0, Currency::of(key.second));
      }
      table.rows.push_back(std::move(row));
    }
  });
  std::ranges::stable_sort(table.rows, std::greater<>{}, [](const Json& row) {
    return row.at("open").at("amount").get<std::int64_t>();
  });
  addTotals(table);
  return table;
}

ReportTable Reports::tax(Id<Tenant> tenant, const DayRange& range) {
  ReportTable table{"tax", range.from, range.to, {}, {}, {}};
  table.columns = {{"tax", "Tax", ColumnType::Text},
                   {"currency", "Currency", ColumnType::Text},
                   {"charged", "Charged", ColumnType::Money},
                   {"taken_back", "Taken back", ColumnType::Money},
                   {"net", "To pay", ColumnType::Money}};
  const auto [from, until] = momentsOf(range, zoneOf(tenant));
  const auto sums = parts_.database.read([&](db::Reader& reader) {
    return LedgerSums::of(reader, Scope::ofTenant(tenant), from, until);
  });
  constexpr std::string_view kTax = "tax:";
  for (const auto currency : sums.currencies()) {
    for (const auto& [book, sum] : sums.books(currency)) {
      if (!book.starts_with(kTax)) continue;
      table.rows.push_back({{"tax", book.substr(kTax.size())},
                            {"currency", currency.code()},
                            {"charged", money(sum.credit, currency)},
                            {"taken_back", money(sum.debit, currency)},
                            {"net", money(sum.credit - sum.debit, currency)}});
    }
  }
  addTotals(table);
  return table;
}

}  // namespace hostler
