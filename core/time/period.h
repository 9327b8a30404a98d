#pragma once

#include "core/time/date.h"

#include <optional>
#include <string_view>

namespace hostler {

/// How often something is paid for.
enum class Cycle {
  OneTime = 1,
  Hourly,  ///< metered; invoiced by the month
  Monthly,
  Quarterly,
  SemiAnnually,
  Annually,
  Biennially,
  Triennially,
};

std::string_view nameOf(Cycle cycle);
std::optional<Cycle> cycleNamed(std::string_view name);
/// Months between two due dates: 1 for Hourly too, 0 for OneTime.
int monthsOf(Cycle cycle);

/// A paid stretch of time: from `start`, up to and without `end`.
struct Period {
  Date start;
  Date end;

  std::int64_t days() const { return start.daysUntil(end); }
  bool contains(Date day) const { return start <= day && day < end; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// The period of `cycle` that begins at `start`, for something whose anchor is `anchorDay` (1…31):
/// bought on the 31st, it is due on 28 February and again on 31 March. Throws std::invalid_argument
/// for OneTime.
Period periodFrom(Date start, Cycle cycle, unsigned anchorDay);

}  // namespace hostler
