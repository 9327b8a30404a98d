#include "core/money/money.h"
#include "core/shape/shape.h"
#include "modules/billing/csv_text.h"
#include "modules/billing/money_report.h"
#include "modules/entities/entities.h"

#include <array>
#include <map>

namespace hostler {
namespace {

constexpr auto kSelectBooks = R"sql(
  SELECT book, currency, SUM(amount) AS balance FROM postings WHERE tenant_id = ? AND posted_at < ?
   GROUP BY book, currency)sql";
constexpr auto kSelectOwed = R"sql(
  SELECT i.account_id, i.currency, i.due_date, o.owed
    FROM (SELECT invoice_id, SUM(amount) AS owed FROM postings
           WHERE tenant_id = ? AND book = 'receivable' AND posted_at < ? GROUP BY invoice_id
          HAVING SUM(amount) <> 0) o JOIN invoices i ON i.id = o.invoice_id)sql";

Instant endOf(Date day, const Tenant& tenant) {
  return tenant.zone.startOf(day.plusDays(1));
}

using Books = std::map<std::pair<std::string, std::string>, Money>;  // currency, book
Books booksAt(db::Reader& reader, const Tenant& tenant, Date day) {
  Books books;
  for (const auto& row : reader.query(kSelectBooks, tenant.id, endOf(day, tenant))) {
    const auto balance = row.money("balance", "currency");
    if (!balance.isZero())
      books.emplace(std::pair{row.text("currency"), row.text("book")}, balance);
  }
  return books;
}

constexpr std::array<std::string_view, 5> kAges{"not_due", "1_30", "31_60", "61_90", "over_90"};
std::size_t ageOf(Date due, Date day) {
  const auto days = due.daysUntil(day);
  return days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4;
}

using Debts = std::map<std::pair<Id<Account>, std::string>, std::array<std::int64_t, 5>>;
Debts debtsAt(db::Reader& reader, const Tenant& tenant, Date day) {
  Debts debts;
  for (const auto& row : reader.query(kSelectOwed, tenant.id, endOf(day, tenant))) {
    auto& ages = debts[{row.id<Account>("account_id"), row.text("currency")}];
    ages[ageOf(row.date("due_date"), day)] += row.integer("owed");
  }
  return debts;
}

}  // namespace

Json TrialBalanceReport::json(db::Reader& reader, const Tenant& tenant,
                              const ReportWish& wish) const {
  Json books = Json::array(), sums = Json::array();
  std::map<std::string, Money> byCurrency;
  for (const auto& [key, balance] : booksAt(reader, tenant, wish.to)) {
    books.push_back({{"book", key.second}, {"balance", toJson(balance)}});
    const auto [at, isNew] = byCurrency.try_emplace(key.first, balance);
    if (!isNew) at->second = at->second.plus(balance);
  }
  for (const auto& [currency, sum] : byCurrency) sums.push_back(toJson(sum));
  return {{"on", wish.to.text()}, {"books", std::move(books)}, {"sums", std::move(sums)}};
}

std::string TrialBalanceReport::csv(db::Reader& reader, const Tenant& tenant,
                                    const ReportWish& wish) const {
  CsvText csv{{"book", "currency", "debit", "credit"}};
  for (const auto& [key, balance] : booksAt(reader, tenant, wish.to)) {
    csv.add({key.second, key.first, balance.isPositive() ? balance.decimalText() : "",
             balance.isNegative() ? balance.negated().decimalText() : ""});
  }
  return csv.text();
}

Json ReceivablesReport::json(db::Reader& reader, const Tenant& tenant,
                             const ReportWish& wish) const {
  Json clients = Json::array();
  for (const auto& [key, ages] : debtsAt(reader, tenant, wish.to)) {
    const auto currency = Currency::of(key.second);
    Json client{{"account_id", key.first.text()}};
    auto total = Money::zero(currency);
    for (std::size_t i = 0; i < ages.size(); ++i) {
      const auto owed = Money::ofMinor(ages[i], currency);
      client[std::string{kAges[i]}] = toJson(owed);
      total = total.plus(owed);
    }
    client["total"] = toJson(total);
    clients.push_back(std::move(client));
  }
  return {{"on", wish.to.text()}, {"clients", std::move(clients)}};
}

std::string ReceivablesReport::csv(db::Reader& reader, const Tenant& tenant,
                                   const ReportWish& wish) const {
  CsvText csv{{"account_id", "currency", "not_due", "1_30", "31_60", "61_90", "over_90", "total"}};
  for (const auto& [key, ages] : debtsAt(reader, tenant, wish.to)) {
    const auto currency = Currency::of(key.second);
    std::vector<std::string> cells{key.first.text(), key.second};
    auto total = Money::zero(currency);
    for (const auto minor : ages) {
      const auto owed = Money::ofMinor(minor, currency);
      cells.push_back(owed.decimalText());
      total = total.plus(owed);
    }
    cells.push_back(total.decimalText());
    csv.add(cells);
  }
  return csv.text();
}

}  // namespace hostler
