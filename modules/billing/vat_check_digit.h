#pragma once

#include <string_view>

namespace hostler {

/// Whether the check digits of a VAT number are right; true where its member state has none that
/// hold for every number of this form. `prefix` and `number` are those of VatNumber, the number in
/// a form of its country. Pure.
bool hasRightCheckDigit(std::string_view prefix, std::string_view number);

}  // namespace hostler
