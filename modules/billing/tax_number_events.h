#pragma once

#include "core/shape/shape.h"
#include "modules/entities/entities.h"

#include <string>

namespace hostler {

/// The register no longer confirms a client's VAT number that it had confirmed before: from now on
/// sales to the client bear tax.
struct TaxNumberRefused {
  static constexpr std::string_view kName = "tax_number.refused";
  Id<Account> account;
  std::string taxId;  ///< with its country: "FR40303265045"
  static void describe(Shape<TaxNumberRefused>& shape) {
    shape.field("account", &TaxNumberRefused::account);
    shape.field("tax_id", &TaxNumberRefused::taxId);
  }
};

}  // namespace hostler
