#include "metric_values.h"

#include "times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hostler::aws {
namespace {

constexpr std::array kMeasures{Measure{"cpu_percent", "CPUUtilization", "Average", 0},
                               Measure{"network_in_bits_per_second", "NetworkIn", "Sum", 8},
                               Measure{"network_out_bits_per_second", "NetworkOut", "Sum", 8},
                               Measure{"disk_read_bytes_per_second", "EBSReadBytes", "Sum", 1},
                               Measure{"disk_write_bytes_per_second", "EBSWriteBytes", "Sum", 1}};

// CloudWatch's own numbers are binary fractions ("1.2E7").
std::optional<double> fraction(const std::string& text) {
  double value = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end || !std::isfinite(value) ||
      value < 0 || value > 1e18)
    return std::nullopt;
  return value;
}

std::string decimalText(double value) {
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 3).ptr;
  std::string decimal{text.data(), end};
  while (decimal.ends_with('0')) decimal.pop_back();
  if (decimal.ends_with('.')) decimal.pop_back();
  return decimal;
}

}  // namespace

std::vector<Measure> measuresNamed(const std::vector<std::string>& names) {
  std::vector<Measure> measures;
  for (const auto& measure : kMeasures) {
    if (names.empty() || std::ranges::find(names, measure.name) != names.end())
      measures.push_back(measure);
  }
  return measures;
}

std::optional<sdk::MetricSeries> toSeries(const XmlElement& result, const Measure& measure,
                                          std::int64_t period) {
  const auto& times = result["Timestamps"].children;
  const auto& values = result["Values"].children;
  if (times.size() != values.size()) return std::nullopt;
  sdk::MetricSeries series{measure.name, {}};
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto at = parseTime(times[i].text);
    auto value = fraction(values[i].text);
    if (!at || !value) return std::nullopt;
    if (measure.perSecond > 0) *value = *value * measure.perSecond / static_cast<double>(period);
    series.points.push_back({*at, decimalText(*value)});
  }
  std::ranges::sort(series.points, {}, &sdk::MetricPoint::at);
  return series;
}

std::optional<std::int64_t> sumOf(const XmlElement& datapoints) {
  std::int64_t sum = 0;
  for (const auto& point : datapoints.children) {
    const auto value = fraction(point.textOf("Sum"));
    if (!value) return std::nullopt;
    sum += std::llround(*value);
  }
  return sum;
}

}  // namespace hostler::aws
