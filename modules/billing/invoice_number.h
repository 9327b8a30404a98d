#pragma once

#include "core/time/date.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hostler {

/// The financial year of a date, as its last two digits twice: "2627" for April 2026 to March 2027
/// where the year begins in April. A calendar year (first month 1) reads "2026".
std::string fiscalYearOf(Date date, int firstMonth);

/// "HST/2627/0000001": 16 characters, the most that rule 46 of the CGST Rules allows, of letters,
/// digits, dash and slash. Throws std::invalid_argument for a series that leaves no room or has
/// other characters.
std::string formatInvoiceNumber(std::string_view series, std::string_view fiscalYear,
                                std::int64_t number);

/// Whether a series can be numbered for a year of 10^6 documents.
bool isUsableSeries(std::string_view series);

}  // namespace hostler
