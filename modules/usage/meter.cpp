#include "modules/usage/meter.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace hostler {
namespace {

constexpr int kMostPriceDigits = 9;  // behind the point
constexpr std::int64_t kHighestPrice = 1'000'000'000;

std::string at(std::size_t price, std::size_t tier, const char* member) {
  return "prices[" + std::to_string(price) + "].tiers[" + std::to_string(tier) + "]." + member;
}

void checkTiers(const UsagePrice& price, std::size_t index, std::vector<FieldError>& faults) {
  const auto& tiers = price.tiers;
  if (tiers.empty()) {
    faults.push_back(
        {"prices[" + std::to_string(index) + "].tiers", "required", "needs at least one"});
    return;
  }
  std::optional<Decimal> before;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const auto& [upTo, unitPrice] = tiers[i];
    const bool last = i + 1 == tiers.size();
    if (unitPrice.isNegative() || unitPrice > Decimal{kHighestPrice})
      faults.push_back(
          {at(index, i, "unit_price"), "out_of_range", "must be between 0 and 1000000000"});
    if (unitPrice.scale() > kMostPriceDigits)
      faults.push_back(
          {at(index, i, "unit_price"), "too_precise", "can have nine digits behind the point"});
    if (last && upTo)
      faults.push_back(
          {at(index, i, "up_to"), "out_of_range", "the last step has no end: leave it out"});
    if (!last && !upTo) faults.push_back({at(index, i, "up_to"), "required", "is missing"});
    if (upTo && (!Quantity::of(*upTo) || *upTo <= before.value_or(Decimal{0})))
      faults.push_back(
          {at(index, i, "up_to"), "out_of_range",
           "must be more than the step before, with at most six digits behind the point"});
    if (upTo) before = upTo;
  }
}

}  // namespace

std::optional<Quantity> Quantity::of(Decimal units) {
  if (units.isNegative() || units > Decimal{kMost / kPerUnit}) return std::nullopt;
  auto micro = units.coefficient();
  int scale = units.scale();
  for (; scale > 6; --scale) {
    if (micro % 10 != 0) return std::nullopt;
    micro /= 10;
  }
  for (; scale < 6; ++scale) micro *= 10;  // at most kMost: it was compared above
  return Quantity{micro};
}

Quantity Quantity::plus(Quantity other) const {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(micro_, other.micro_, &sum))
    throw std::overflow_error{"a quantity of use out of range"};
  return Quantity{sum};
}

Quantity Quantity::roundedUp() const {
  const auto over = micro_ % kPerUnit;
  return over == 0 ? *this : Quantity{micro_ - over + kPerUnit};
}

const UsagePrice* UsageMeter::priceIn(Currency currency) const {
  const auto found = std::ranges::find(prices, currency, &UsagePrice::currency);
  return found == prices.end() ? nullptr : &*found;
}

std::vector<FieldError> priceFaults(const UsageMeter& meter) {
  std::vector<FieldError> faults;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < meter.prices.size(); ++i) {
    const auto& price = meter.prices[i];
    const auto where = "prices[" + std::to_string(i) + "]";
    if (!seen.insert(std::string{price.currency.code()}).second)
      faults.push_back({where + ".currency", "duplicate", "has a price already"});
    checkTiers(price, i, faults);
    if (!price.cap) continue;
    if (price.cap->currency() != price.currency)
      faults.push_back({where + ".cap", "wrong_currency", "must be in the price's own currency"});
    else if (!price.cap->isPositive())
      faults.push_back(
          {where + ".cap", "out_of_range", "must be more than nothing; leave it out for none"});
  }
  return faults;
}

}  // namespace hostler
