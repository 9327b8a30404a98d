#pragma once

#include "core/shape/shape.h"
#include "modules/billing/invoice.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A line as staff write it.
struct ManualLine {
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::string sac;
  static void describe(Shape<ManualLine>& shape);
};

/// An invoice that staff write by hand.
struct ManualInvoice {
  Id<Account> account;
  std::vector<ManualLine> lines;
  std::optional<Date> dueDate;
  std::optional<std::string> notes;
  static void describe(Shape<ManualInvoice>& shape);
};

/// What is to be issued for it. Throws ValidationError for lines in another currency than the
/// client's.
InvoiceRequest requestOf(const Account& account, const ManualInvoice& written);
/// The other way: what was written, from which requestOf() makes the same request again.
ManualInvoice writtenIn(const InvoiceRequest& request);

}  // namespace hostler
