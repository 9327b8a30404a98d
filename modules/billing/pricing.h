#pragma once

// From lines to a document's totals: the one function that cart, invoice, PDF and API share, so
// that they cannot disagree. Pure.

#include "core/money/money.h"
#include "core/time/period.h"
#include "modules/billing/tax.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What a line is for. At most one of service, domain and order item's own kind is set; they come
/// back with events.
struct LineSubject {
  std::optional<Id<Service>> service;
  std::optional<Id<Domain>> domain;
  std::optional<Id<OrderItem>> orderItem;
};

enum class LineKind { Product = 1, Setup, Renewal, Upgrade, Domain, Usage, LateFee, Manual };
template <>
inline constexpr std::array kEnumNames<LineKind>{
    std::string_view{"product"},  std::string_view{"setup"},  std::string_view{"renewal"},
    std::string_view{"upgrade"},  std::string_view{"domain"}, std::string_view{"usage"},
    std::string_view{"late_fee"}, std::string_view{"manual"}};

/// A line before tax.
struct LineDraft {
  LineKind kind = LineKind::Product;
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));  ///< of the whole line, at most its price
  std::string taxClass;                               ///< SAC or HSN
  LineSubject subject;
  std::optional<Period> period;
  /// What is given back bears the taxes that it was charged with, not those of the day.
  std::optional<std::vector<TaxComponent>> chargedWith = {};
  /// Of a line that was priced before: what all of them cost, where prices with tax inside came to
  /// another net price than quantity times unit price.
  std::optional<Money> pricedAt = {};
};

struct TaxAmount {
  std::string name;
  Decimal rate;
  Money amount = Money::zero(Currency::of("INR"));
  bool compound = false;
};

/// Adds to the amount of the same name and rate, or at the end.
void addTax(std::vector<TaxAmount>& taxes, const TaxAmount& tax);

struct PricedLine {
  LineDraft draft;
  Money price = Money::zero(Currency::of("INR"));    ///< quantity times unit price, or pricedAt
  Money taxable = Money::zero(Currency::of("INR"));  ///< price less discount
  std::vector<TaxAmount> taxes;
  Money total = Money::zero(Currency::of("INR"));  ///< taxable and taxes
};

/// A document's lines and totals: subtotal − discount + taxes + rounding = total.
struct Priced {
  std::vector<PricedLine> lines;
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  std::vector<TaxAmount> taxes;  ///< by name and rate
  Money taxTotal = Money::zero(Currency::of("INR"));
  Money rounding = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
};

struct PricingRules {
  Currency currency = Currency::of("INR");
  bool roundToWholeUnit =
      false;  ///< the total, with a rounding amount that says so (CGST Act section 170)
  bool pricesIncludeTax = false;
};

/// Tax per line and component, each rounded half up by itself. Throws CurrencyMismatch for a line
/// in another currency and std::invalid_argument for a discount above its line.
Priced priceDocument(const std::vector<LineDraft>& lines, const Supply& supply,
                     const PricingRules& rules);

}  // namespace hostler
