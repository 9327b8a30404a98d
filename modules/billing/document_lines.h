#pragma once

#include "modules/billing/pricing.h"

#include <string>
#include <vector>

namespace hostler::document_lines {

/// Lines that staff wrote, as text for a row of their document: description, quantity, unit price,
/// discount and tax class, no more.
std::string textOf(const std::vector<LineDraft>& lines);
/// What textOf() wrote. `currency`: the document's.
std::vector<LineDraft> of(const std::string& text, Currency currency);

}  // namespace hostler::document_lines
