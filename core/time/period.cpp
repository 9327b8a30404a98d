#include "core/time/period.h"

#include <array>
#include <stdexcept>

namespace hostler {
namespace {

struct CycleRow {
  Cycle cycle;
  std::string_view name;
  int months;
};
constexpr std::array kCycles{
    CycleRow{Cycle::OneTime, "one_time", 0},
    CycleRow{Cycle::Hourly, "hourly", 1},
    CycleRow{Cycle::Monthly, "monthly", 1},
    CycleRow{Cycle::Quarterly, "quarterly", 3},
    CycleRow{Cycle::SemiAnnually, "semi_annually", 6},
    CycleRow{Cycle::Annually, "annually", 12},
    CycleRow{Cycle::Biennially, "biennially", 24},
    CycleRow{Cycle::Triennially, "triennially", 36},
};

const CycleRow& rowOf(Cycle cycle) {
  for (const auto& row : kCycles) {
    if (row.cycle == cycle) return row;
  }
  throw std::invalid_argument{"unknown billing cycle"};
}

}  // namespace

std::string_view nameOf(Cycle cycle) {
  return rowOf(cycle).name;
}

std::optional<Cycle> cycleNamed(std::string_view name) {
  for (const auto& row : kCycles) {
    if (row.name == name) return row.cycle;
  }
  return std::nullopt;
}

int monthsOf(Cycle cycle) {
  return rowOf(cycle).months;
}

Period periodFrom(Date start, Cycle cycle, unsigned anchorDay) {
  const int months = monthsOf(cycle);
  if (months == 0) throw std::invalid_argument{"what is paid once has no period"};
  return {start, start.plusMonths(months, anchorDay)};
}

}  // namespace hostler
