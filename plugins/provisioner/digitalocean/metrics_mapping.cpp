#include "metrics_mapping.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::MetricPoint;

constexpr double kBytesPerMegabit = 1e6 / 8;
// A gap in the samples says nothing of what went through meanwhile.
constexpr std::int64_t kLongestStep = 3'600;

std::string decimal(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

double numberIn(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) throw MappingError{"a sample is not a number"};
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
    throw MappingError{"a sample is not a number"};
  return number;
}

std::string labelIn(const Json& metric, const char* name) {
  const auto found = metric.find(name);
  return found != metric.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::vector<Samples> toSamples(const Json& answer) {
  if (textOf(answer, "status") != "success") throw MappingError{"a metric was not answered"};
  std::vector<Samples> all;
  for (const auto& series : listOf(memberOf(answer, "data"), "result")) {
    const auto& metric = memberOf(series, "metric");
    if (!metric.is_object()) throw MappingError{"a series does not say what it is of"};
    Samples samples{labelIn(metric, "mode"), labelIn(metric, "device"), {}};
    for (const auto& value : listOf(series, "values")) {
      if (!value.is_array() || value.size() != 2 || !value[0].is_number_integer())
        throw MappingError{"a sample is no pair"};
      samples.values.push_back({value[0].get<std::int64_t>(), numberIn(value[1])});
    }
    all.push_back(std::move(samples));
  }
  return all;
}

std::vector<MetricPoint> busyPercent(const std::vector<Samples>& modes) {
  std::map<std::int64_t, std::pair<double, double>> totals;  // by time: idle, all
  for (const auto& samples : modes) {
    for (const auto& sample : samples.values) {
      auto& [idle, whole] = totals[sample.at];
      if (samples.mode == "idle") idle += sample.value;
      whole += sample.value;
    }
  }
  std::vector<MetricPoint> points;
  for (auto now = totals.begin(); now != totals.end(); ++now) {
    if (now == totals.begin()) continue;
    const auto before = std::prev(now);
    const auto whole = now->second.second - before->second.second;
    const auto idle = now->second.first - before->second.first;
    // The counters begin anew when the droplet does.
    if (whole <= 0 || idle < 0) continue;
    points.push_back({now->first, decimal(100 * (1 - idle / whole))});
  }
  return points;
}

std::vector<MetricPoint> usedPercent(const std::vector<Samples>& free,
                                     const std::vector<Samples>& whole) {
  if (free.empty() || whole.empty()) return {};
  std::map<std::int64_t, double> wholes;
  for (const auto& sample : whole.front().values) wholes[sample.at] = sample.value;
  std::vector<MetricPoint> points;
  for (const auto& sample : free.front().values) {
    const auto found = wholes.find(sample.at);
    if (found == wholes.end() || found->second <= 0) continue;
    points.push_back({sample.at, decimal(100 * (1 - sample.value / found->second))});
  }
  return points;
}

std::vector<MetricPoint> plain(const std::vector<Samples>& samples, double factor) {
  std::vector<MetricPoint> points;
  if (samples.empty()) return points;
  for (const auto& sample : samples.front().values)
    points.push_back({sample.at, decimal(sample.value * factor)});
  return points;
}

std::int64_t bytesOf(const std::vector<Samples>& megabits) {
  double bytes = 0;
  for (const auto& samples : megabits) {
    for (std::size_t i = 0; i + 1 < samples.values.size(); ++i) {
      const auto step = samples.values[i + 1].at - samples.values[i].at;
      if (step <= 0 || step > kLongestStep) continue;
      bytes += samples.values[i].value * kBytesPerMegabit * static_cast<double>(step);
    }
  }
  return static_cast<std::int64_t>(bytes);
}

std::optional<double> newest(const std::vector<Samples>& samples) {
  if (samples.empty() || samples.front().values.empty()) return std::nullopt;
  return samples.front().values.back().value;
}

}  // namespace hostler::digitalocean
