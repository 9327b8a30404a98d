#include "modules/billing/credited_part.h"

#include <algorithm>

namespace hostler {
namespace {

bool isSame(const TaxAmount& one, const TaxAmount& other) {
  return one.name == other.name && one.rate == other.rate;
}

bool bearSame(const std::vector<TaxAmount>& some, const std::vector<TaxAmount>& others) {
  return std::ranges::equal(some, others, isSame);
}

void addClass(std::string& classes, const std::string& one) {
  if (one.empty() || classes.find(one) != std::string::npos) return;
  classes += (classes.empty() ? "" : " ") + one;
}

// The invoice's lines by what they bear.
std::vector<CreditedPart> chargedParts(const std::vector<InvoiceLine>& lines) {
  std::vector<CreditedPart> parts;
  for (const auto& [id, line] : lines) {
    auto part = std::ranges::find_if(
        parts, [&](const CreditedPart& one) { return bearSame(one.taxes, line.taxes); });
    if (part == parts.end()) {
      parts.push_back({"", line.taxable, line.taxes});
      part = std::prev(parts.end());
    } else {
      part->taxable = part->taxable.plus(line.taxable);
      for (std::size_t i = 0; i < line.taxes.size(); ++i)
        part->taxes[i].amount = part->taxes[i].amount.plus(line.taxes[i].amount);
    }
    addClass(part->taxClasses, line.draft.taxClass);
  }
  return parts;
}

// Spreads an amount by weights, half up; what is over is the last one's that has any weight.
std::vector<Money> spread(Money amount, const std::vector<std::int64_t>& weights) {
  std::int64_t whole = 0;
  for (const auto weight : weights) whole += weight;
  std::vector<Money> shares(weights.size(), Money::zero(amount.currency()));
  auto rest = amount;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size() && whole != 0; ++i) {
    if (weights[i] == 0) continue;
    shares[i] = amount.fraction(weights[i], whole, Rounding::HalfUp);
    rest = rest.minus(shares[i]);
    last = i;
  }
  if (!shares.empty()) shares[last] = shares[last].plus(rest);
  return shares;
}

}  // namespace

bool CreditedPart::bears(const TaxAmount& tax) const {
  return std::ranges::any_of(taxes, [&](const TaxAmount& one) { return isSame(one, tax); });
}

Money CreditedPart::total() const {
  auto sum = taxable;
  for (const auto& tax : taxes) sum = sum.plus(tax.amount);
  return sum;
}

std::vector<CreditedPart> creditedParts(const CreditNote& note,
                                        const std::vector<InvoiceLine>& lines) {
  auto parts = chargedParts(lines);
  CreditedPart whole{"", note.taxable, note.taxes};
  for (const auto& part : parts) addClass(whole.taxClasses, part.taxClasses);
  if (parts.size() < 2 || note.taxes.empty()) return {std::move(whole)};

  std::vector<std::int64_t> values;
  for (const auto& part : parts) values.push_back(part.taxable.minor());
  const auto taxables = spread(note.taxable, values);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].taxable = taxables[i];
  for (const auto& tax : note.taxes) {
    std::vector<std::int64_t> charged;
    for (const auto& part : parts) {
      const auto found =
          std::ranges::find_if(part.taxes, [&](const TaxAmount& one) { return isSame(one, tax); });
      charged.push_back(found == part.taxes.end() ? 0 : found->amount.minor());
    }
    const auto amounts = spread(tax.amount, charged);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (auto& one : parts[i].taxes)
        if (isSame(one, tax)) one.amount = amounts[i];
    }
  }
  std::erase_if(parts, [](const CreditedPart& part) { return part.total().isZero(); });
  return parts;
}

}  // namespace hostler
