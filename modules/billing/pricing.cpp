#include "modules/billing/pricing.h"

#include <deque>
#include <stdexcept>

namespace hostler {
namespace {

// What all components together come to, in per cent of the value.
Decimal sumOfRates(const std::vector<TaxComponent>& components) {
  Decimal plain, compound;
  for (const auto& component : components) {
    auto& sum = component.compound ? compound : plain;
    sum = sum.plus(component.rate);
  }
  if (compound.isZero()) return plain;
  const auto onTaxes = compound.times(plain.plus(100));
  return plain.plus(Decimal::ofScaled(onTaxes.coefficient(), onTaxes.scale() + 2));
}

// The net of a price that includes its taxes: gross * 100 / (100 + rate).
Money netOf(Money gross, const std::vector<TaxComponent>& components) {
  const auto divisor = sumOfRates(components).plus(100);
  std::int64_t scaled = 1;
  for (int i = 0; i < divisor.scale(); ++i) scaled *= 10;
  return gross.fraction(100 * scaled, divisor.coefficient(), Rounding::HalfUp);
}

void addTaxes(PricedLine& line, const std::vector<TaxComponent>& components) {
  line.total = line.taxable;
  line.taxes.reserve(components.size());
  for (const bool compound : {false, true}) {
    const auto base = line.total;
    for (const auto& component : components) {
      if (component.compound != compound) continue;
      const auto amount = base.percent(component.rate, Rounding::HalfUp);
      line.taxes.push_back({component.name, component.rate, amount, compound});
      line.total = line.total.plus(amount);
    }
  }
}

// The taxes of each class, looked up once for a document.
class Classes {
 public:
  explicit Classes(const Supply& supply) : supply_{supply} {}
  const std::vector<TaxComponent>& of(const std::string& taxClass) {
    for (const auto& [name, components] : known_) {
      if (name == taxClass) return components;
    }
    return known_.emplace_back(taxClass, supply_.componentsOf(taxClass)).second;
  }

 private:
  const Supply& supply_;
  std::deque<std::pair<std::string, std::vector<TaxComponent>>> known_;
};

PricedLine priceLine(const LineDraft& draft, Classes& classes, const PricingRules& rules,
                     Money& rounding) {
  PricedLine line;
  line.draft = draft;
  line.price = draft.pricedAt.value_or(draft.unitPrice.share(draft.quantity, Rounding::HalfUp));
  const auto remaining = line.price.minus(draft.discount);
  const bool credit = line.price.isNegative();
  if (credit ? !draft.discount.isZero() : draft.discount.isNegative() || remaining.isNegative()) {
    throw std::invalid_argument{"a discount is from zero to the line's price"};
  }
  const auto& components = draft.chargedWith ? *draft.chargedWith : classes.of(draft.taxClass);
  line.taxable = rules.pricesIncludeTax ? netOf(remaining, components) : remaining;
  addTaxes(line, components);
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
  Classes classes{supply};
  priced.lines.reserve(lines.size());
  for (const auto& draft : lines) {
    auto line = priceLine(draft, classes, rules, priced.rounding);
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
