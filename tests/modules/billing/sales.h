#pragma once

#include "modules/billing/pricing.h"
#include "tests/support/suite.h"

#include <string>
#include <vector>

namespace hostler::testing {

/// A seller in Maharashtra, registered for GST at 18 %, who sells to a buyer in India.
inline TaxSituation saleTo(const std::string& state, std::optional<std::string> gstin = {}) {
  TaxSituation sale;
  sale.regime = "gst";
  sale.seller = {"IN", "27", "27AAPFU0939F1ZV"};
  sale.buyer = {"IN", state, std::move(gstin)};
  sale.day = Date::of(2026, 6, 10);
  sale.rules = {
      {"IN", "", "", "GST", Decimal::of("18"), Date::of(2017, 7, 1), std::nullopt},
  };
  return sale;
}

inline LineDraft lineOf(Money price, Decimal quantity = 1) {
  LineDraft line;
  line.description = "Hosting";
  line.quantity = quantity;
  line.unitPrice = price;
  line.discount = Money::zero(price.currency());
  line.taxClass = "998315";
  return line;
}

inline Money rupees(const std::string& text) {
  const auto amount = Decimal::of(text);
  auto minor = amount.coefficient();
  for (int i = amount.scale(); i < 2; ++i) minor *= 10;
  return Money::ofMinor(minor, Currency::of("INR"));
}

/// "CGST 44.91, SGST 44.91 = 588.82": a document's taxes and its total.
inline std::string said(const Priced& priced) {
  std::string text;
  for (const auto& tax : priced.taxes)
    text += (text.empty() ? "" : ", ") + tax.name + " " + tax.amount.decimalText();
  if (!priced.rounding.isZero())
    text += (text.empty() ? "" : ", ") + std::string{"rounding "} + priced.rounding.decimalText();
  return text + (text.empty() ? "= " : " = ") + priced.total.decimalText();
}

}  // namespace hostler::testing
