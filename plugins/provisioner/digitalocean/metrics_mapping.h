#pragma once

// Measurements, from what the provider keeps to what a person reads. Pure; throws MappingError.
// These are no amounts of money, so binary floating point does.

#include "mapping.h"

#include <hostler/machine_verbs.hpp>

#include <vector>

namespace hostler::digitalocean {

struct Sample {
  std::int64_t at = 0;
  double value = 0;
};
/// A series and what it is of: the mode of a processor ("idle"), a device.
struct Samples {
  std::string mode, device;
  std::vector<Sample> values;
};
/// `data.result` of a metric's answer.
std::vector<Samples> toSamples(const sdk::Json& answer);

/// Processor time is counted in seconds for each mode, without end: what was not idle between two
/// samples, in percent.
std::vector<sdk::MetricPoint> busyPercent(const std::vector<Samples>& modes);
/// How much of a whole is used, in percent: 100 * (1 - free / whole).
std::vector<sdk::MetricPoint> usedPercent(const std::vector<Samples>& free,
                                          const std::vector<Samples>& whole);
std::vector<sdk::MetricPoint> plain(const std::vector<Samples>& samples, double factor = 1);

/// The bytes behind rates of megabits per second, each of which holds until the next.
std::int64_t bytesOf(const std::vector<Samples>& megabits);
/// The newest value of the first series; nothing where there is none.
std::optional<double> newest(const std::vector<Samples>& samples);

}  // namespace hostler::digitalocean
