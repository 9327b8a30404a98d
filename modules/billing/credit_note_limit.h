#pragma once

#include "core/time/date.h"

namespace hostler {

/// The last day on which a credit note may lower the tax on what was supplied on `supplied`: 30
/// November after the end of its financial year (CGST Act section 34(2)). What is given back later
/// takes no tax back. Pure.
inline Date lastDayToLowerTax(Date supplied) {
  const auto yearEnds = supplied.month() >= 4 ? supplied.year() + 1 : supplied.year();
  return Date::of(yearEnds, 11, 30);
}

}  // namespace hostler
