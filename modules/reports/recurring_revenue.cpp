#include "modules/reports/recurring_revenue.h"

#include "core/time/period.h"

#include <map>

namespace hostler {
namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT cycle, currency, price, quantity, discount_percent, discount_amount, discount_cycles
    FROM services WHERE tenant_id = ? AND cycle NOT IN ('one_time', 'hourly'))sql";
constexpr auto kLiving = " AND status IN ('active', 'suspended')";
constexpr auto kBegan = " AND activated_at >= ? AND activated_at < ?";
constexpr auto kEnded = " AND ended_at >= ? AND ended_at < ? AND activated_at IS NOT NULL";

// A cycle's price by the month, to the nearest minor unit.
std::int64_t byTheMonth(const db::Row& row) {
  const auto currency = row.currency("currency");
  const auto cycle = cycleNamed(row.text("cycle")).value_or(Cycle::Monthly);
  auto price = row.integer("price") * row.integer("quantity");
  const auto cycles = row.get<std::optional<std::int64_t>>("discount_cycles");
  if (!cycles || *cycles > 0) {
    if (const auto percent = row.get<std::optional<std::string>>("discount_percent")) {
      const auto rate = Decimal::parse(*percent).value_or(Decimal{0});
      price -= Money::ofMinor(price, currency).percent(rate, Rounding::HalfUp).minor();
    }
    price -= row.get<std::optional<std::int64_t>>("discount_amount").value_or(0);
  }
  const std::int64_t months = std::max(1, monthsOf(cycle));
  return price <= 0 ? 0 : (2 * price + months) / (2 * months);
}

std::vector<Money> summed(const db::Rows& rows) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& row : rows) sums[row.text("currency")] += byTheMonth(row);
  std::vector<Money> all;
  for (const auto& [code, minor] : sums) all.push_back(Money::ofMinor(minor, Currency::of(code)));
  return all;
}

}  // namespace

std::vector<Money> monthlyRecurring(db::Reader& reader, Id<Tenant> tenant) {
  return summed(reader.query(std::string{kSelect} + kLiving, tenant));
}

RecurringMoves recurringMoves(db::Reader& reader, Id<Tenant> tenant, Instant from, Instant until) {
  RecurringMoves moves;
  const auto began = reader.query(std::string{kSelect} + kBegan, tenant, from, until);
  const auto ended = reader.query(std::string{kSelect} + kEnded, tenant, from, until);
  moves.began = summed(began);
  moves.ended = summed(ended);
  moves.servicesBegan = static_cast<std::int64_t>(began.size());
  moves.servicesEnded = static_cast<std::int64_t>(ended.size());
  return moves;
}

}  // namespace hostler
