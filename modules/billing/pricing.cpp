#include "modules/billing/pricing.h"

#include <stdexcept>

namespace hostler {
namespace {

Decimal sumOfRates(const std::vector<TaxComponent>& components) {
  Decimal sum;
  for (const auto& component : components) sum = sum.plus(component.rate);
  return sum;
}

// The net of a price that includes its taxes: gross * 100 / (100 + rate).
Money netOf(Money gross, const std::vector<TaxComponent>& components) {
  const auto divisor = sumOfRates(components).plus(100);
  std::int64_t scaled = 1;
  for (int i = 0; i < divisor.scale(); ++i) scaled *= 10;
  return gross.fraction(100 * scaled, divisor.coefficient(), Rounding::HalfUp);
}

PricedLine priceLine(const LineDraft& draft, const Supply& supply, const PricingRules& rules,
                     Money& rounding) {
  PricedLine line;
  line.draft = draft;
  line.price = draft.unitPrice.share(draft.quantity, Rounding::HalfUp);
  const auto remaining = line.price.minus(draft.discount);
  const bool credit = line.price.isNegative();
  if (credit ? !draft.discount.isZero() : draft.discount.isNegative() || remaining.isNegative()) {
    throw std::invalid_argument{"a discount is from zero to the line's price"};
  }
  const auto components = supply.componentsOf(draft.taxClass);
  line.taxable = rules.pricesIncludeTax ? netOf(remaining, components) : remaining;
  line.total = line.taxable;
  for (const auto& component : components) {
    const auto amount = line.taxable.percent(component.rate, Rounding::HalfUp);
    line.taxes.push_back({component.name, component.rate, amount});
    line.total = line.total.plus(amount);
  }
  if (rules.pricesIncludeTax) {
    rounding = rounding.plus(remaining.minus(line.total));
    // Lines show net prices, so that quantity, discount and taxable value still add up in sight.
    line.price = netOf(line.price, components);
    line.draft.discount = line.price.minus(line.taxable);
    line.draft.unitPrice =
        draft.quantity == Decimal{1} ? line.price : netOf(draft.unitPrice, components);
  }
  return line;
}

}  // namespace

void addTax(std::vector<TaxAmount>& taxes, const TaxAmount& tax) {
  for (auto& known : taxes) {
    if (known.name == tax.name && known.rate == tax.rate) {
      known.amount = known.amount.plus(tax.amount);
      return;
    }
  }
  taxes.push_back(tax);
}

Priced priceDocument(const std::vector<LineDraft>& lines, const Supply& supply,
                     const PricingRules& rules) {
  const auto zero = Money::zero(rules.currency);
  Priced priced;
  priced.subtotal = priced.discount = priced.taxTotal = priced.rounding = priced.total = zero;
  for (const auto& draft : lines) {
    auto line = priceLine(draft, supply, rules, priced.rounding);
    priced.subtotal = priced.subtotal.plus(line.price);
    priced.discount = priced.discount.plus(line.draft.discount);
    for (const auto& tax : line.taxes) {
      addTax(priced.taxes, tax);
      priced.taxTotal = priced.taxTotal.plus(tax.amount);
    }
    priced.lines.push_back(std::move(line));
  }
  priced.total = priced.subtotal.minus(priced.discount).plus(priced.taxTotal).plus(priced.rounding);
  if (rules.roundToWholeUnit) {
    std::int64_t unit = 1;
    for (int i = 0; i < rules.currency.exponent(); ++i) unit *= 10;
    const auto rounded = priced.total.roundedTo(unit, Rounding::HalfUp);
    priced.rounding = priced.rounding.plus(rounded.minus(priced.total));
    priced.total = rounded;
  }
  return priced;
}

}  // namespace hostler
