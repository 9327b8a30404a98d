#include "modules/ordering/first_term.h"

#include <algorithm>

namespace hostler {
namespace {

Date nextOn(Date after, unsigned day) {
  const auto thisMonth = after.plusMonths(0, day);
  return after < thisMonth ? thisMonth : after.plusMonths(1, day);
}

FirstTerm proRata(const Product& product, const Price& price, Date today) {
  const auto day = static_cast<unsigned>(*product.prorataDay);
  auto end = nextOn(today, day);
  // The share of the month that the first days fall in, by that month's own length.
  const auto monthStart = end.plusMonths(-1, day);
  auto cost =
      price.price.fraction(today.daysUntil(end), monthStart.daysUntil(end), Rounding::HalfUp);
  if (product.prorataNextFrom && static_cast<int>(today.day()) >= *product.prorataNextFrom) {
    // Late in the month: the next one is taken together with what is left of this one.
    end = end.plusMonths(1, day);
    cost = cost.plus(price.price);
  }
  return {Period{today, end}, cost, price.setupFee, day};
}

}  // namespace

FirstTerm firstTermOf(const Product& product, const Price& price, Date today) {
  const auto zero = Money::zero(price.price.currency());
  if (price.cycle == Cycle::OneTime)
    return {std::nullopt, price.price, price.setupFee, today.day()};
  if (product.trialDays > 0) {
    const auto end = today.plusDays(product.trialDays);
    return {Period{today, end}, zero, zero, end.day()};
  }
  if (product.prorataDay && price.cycle == Cycle::Monthly) return proRata(product, price, today);
  return {periodFrom(today, price.cycle, today.day()), price.price, price.setupFee, today.day()};
}

}  // namespace hostler
