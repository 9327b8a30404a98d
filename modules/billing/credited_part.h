#pragma once

#include "modules/billing/corrections.h"

#include <string>
#include <vector>

namespace hostler {

/// What a credit note takes back of the lines of an invoice that bear the same taxes.
struct CreditedPart {
  std::string taxClasses;  ///< "998315 998313"
  Money taxable = Money::zero(Currency::of("INR"));
  std::vector<TaxAmount> taxes;

  bool bears(const TaxAmount& tax) const;
  Money total() const;
};

/// A note's value and taxes by the rates of the invoice's lines, in the lines' order; together they
/// are the note to the last paisa (CGST Rules, rule 53(1A): taxable value, rate and tax of each). A
/// note that takes no tax back is one part. Pure.
std::vector<CreditedPart> creditedParts(const CreditNote& note,
                                        const std::vector<InvoiceLine>& lines);

}  // namespace hostler
