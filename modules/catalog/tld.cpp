#include "modules/catalog/tld.h"

#include <algorithm>

namespace hostler {
namespace {

const std::optional<Money>& columnOf(const TldPrice& price, DomainAction action) {
  switch (action) {
    case DomainAction::Register:
      return price.registration;
    case DomainAction::Transfer:
      return price.transfer;
    case DomainAction::Renew:
    case DomainAction::Restore:
      break;
  }
  return price.renewal;
}

const TldFees* feesIn(const std::vector<TldFees>& fees, Currency currency) {
  const auto found = std::ranges::find_if(
      fees, [&](const TldFees& one) { return one.grace.currency() == currency; });
  return found == fees.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Money> Tld::priceOf(DomainAction action, Currency currency, int years) const {
  if (!sells(years)) return std::nullopt;
  std::optional<Money> ofOneYear;
  for (const auto& price : prices) {
    if (price.currency != currency) continue;
    const auto& amount = columnOf(price, action);
    if (price.years == years && amount) return amount;
    if (price.years == 1) ofOneYear = amount;
  }
  return ofOneYear ? std::optional{ofOneYear->times(years)} : std::nullopt;
}

std::vector<int> Tld::offeredYears(DomainAction action, Currency currency) const {
  std::vector<int> years;
  for (auto count = minYears; count <= maxYears; ++count) {
    if (priceOf(action, currency, count)) years.push_back(count);
  }
  return years;
}

Money Tld::graceFee(Currency currency) const {
  const auto* found = feesIn(fees, currency);
  return found == nullptr ? Money::zero(currency) : found->grace;
}

std::optional<Money> Tld::restoreFee(Currency currency) const {
  const auto* found = feesIn(fees, currency);
  return found == nullptr ? std::nullopt : found->restore;
}

}  // namespace hostler
