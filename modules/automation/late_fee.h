#pragma once

#include "modules/billing/invoice.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// An overdue invoice, as far as the fee for its lateness cares.
struct LateInvoice {
  Date since;                       ///< its due date, or the day of its issue where that was later
  std::optional<int> lastFee = {};  ///< the latest day for which a fee was charged
};

/// The day of the tenant's list whose fee is due on `today`: the last one that has come, unless
/// that or a later one was charged. Days that passed while nothing ran are not made up for. `days`
/// in ascending order; those before the invoice is late (zero and below) count for nothing. Pure.
std::optional<int> lateFeeDayFor(const std::vector<int>& days, const LateInvoice& invoice,
                                 Date today);

/// The fee on what is still owed of an invoice: `percent` of the taxable part of its balance, half
/// up. It is part of the value of the supply and taxed with it (CGST Act section 15(2)(d)). Pure.
Money lateFeeOn(const Invoice& invoice, Decimal percent);

/// The debit note that charges it. Its line pays for no term.
InvoiceRequest lateFeeNote(const Invoice& invoice, Money fee, Decimal percent,
                           const std::string& taxClass);

}  // namespace hostler
