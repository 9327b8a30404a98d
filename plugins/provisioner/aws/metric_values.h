#pragma once

#include "xml.h"

#include <hostler/machine_verbs.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::aws {

/// A series of ours and what CloudWatch has for it.
struct Measure {
  const char* name;
  const char* metric;
  const char* statistic;
  /// What is counted per period becomes this much a second: 8 for bits out of bytes. 0: it is no
  /// count, and stays as it is.
  int perSecond;
};

/// The measures of these names; all that there are when none is named. What an instance cannot be
/// asked from outside (its memory, its file systems) is not among them.
std::vector<Measure> measuresNamed(const std::vector<std::string>& names);

/// One MetricDataResult, oldest first; nothing where it does not fit.
std::optional<sdk::MetricSeries> toSeries(const XmlElement& result, const Measure& measure,
                                          std::int64_t period);
/// The sum of the data points' sums; nothing where one is no number.
std::optional<std::int64_t> sumOf(const XmlElement& datapoints);

}  // namespace hostler::aws
