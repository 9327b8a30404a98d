#pragma once

#include "modules/catalog/catalog.h"

namespace hostler {

/// What is paid for when a product is bought: the first period, and what it costs.
struct FirstTerm {
  std::optional<Period> period;  ///< nothing: paid once
  Money unitPrice;
  Money setupFee;
  unsigned anchorDay = 1;  ///< of every later period
};

/// By the product's billing policy: a trial costs nothing and lasts its days; with `prorata_day`
/// the first period ends on that day of the month and costs its share, and from `prorata_next_from`
/// on it takes the next month too.
FirstTerm firstTermOf(const Product& product, const Price& price, Date today);

}  // namespace hostler
