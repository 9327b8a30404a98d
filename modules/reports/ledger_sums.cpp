#include "modules/reports/ledger_sums.h"

#include "core/nodes/id_mint.h"

namespace hostler {
namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT book, currency, SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS debit,
         SUM(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS credit
    FROM postings WHERE tenant_id = ? AND id >= ? AND id < ? AND posted_at >= ? AND posted_at < ?)sql";
constexpr std::string_view kOfAccount = " AND account_id = ?";
constexpr std::string_view kGroup = " GROUP BY book, currency";
// Ids are minted by the same clock, some a little ahead of it.
constexpr std::chrono::minutes kAround{1};

}  // namespace

LedgerSums LedgerSums::of(db::Reader& reader, const Scope& scope, Instant from, Instant until) {
  std::string sql{kSelect};
  std::vector<db::Param> params{scope.tenant, IdMint::firstOf(from.minus(kAround)),
                                IdMint::firstOf(until.plus(kAround)), from, until};
  if (scope.account) {
    sql += kOfAccount;
    params.emplace_back(*scope.account);
  }
  LedgerSums sums;
  for (const auto& row : reader.run(sql + std::string{kGroup}, params))
    sums.sums_[row.text("currency")][row.text("book")] = {row.integer("debit"),
                                                          row.integer("credit")};
  return sums;
}

std::vector<Currency> LedgerSums::currencies() const {
  std::vector<Currency> all;
  for (const auto& [code, books] : sums_) all.push_back(Currency::of(code));
  return all;
}

const std::map<std::string, BookSum>& LedgerSums::books(Currency currency) const {
  static const std::map<std::string, BookSum> none;
  const auto found = sums_.find(std::string{currency.code()});
  return found == sums_.end() ? none : found->second;
}

LedgerSums::Figures LedgerSums::figures(Currency currency) const {
  std::int64_t invoiced = 0, tax = 0, collected = 0, fees = 0, writtenOff = 0;
  for (const auto& [book, sum] : books(currency)) {
    if (book == "revenue" || book == "rounding") invoiced -= sum.net();
    if (book.starts_with("tax:")) tax -= sum.net();
    if (book.starts_with("gateway:") || book == "gateway_fees") collected += sum.net();
    if (book == "gateway_fees") fees += sum.net();
    if (book == "write_off") writtenOff += sum.net();
  }
  const auto money = [&](std::int64_t minor) { return Money::ofMinor(minor, currency); };
  return {money(invoiced), money(tax), money(collected), money(fees), money(writtenOff)};
}

std::pair<Instant, Instant> momentsOf(const DayRange& range, const TimeZone& zone) {
  return {zone.startOf(range.from), zone.startOf(range.to.plusDays(1))};
}

}  // namespace hostler
