#include "metrics_mapping.h"

#include "mapping.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <optional>
#include <string>

namespace hostler::cloudstack {
namespace {

using sdk::Json;

std::string decimal(std::int64_t hundredths) {
  char text[32];
  const auto size =
      std::snprintf(text, sizeof text, "%lld.%02d", static_cast<long long>(hundredths / 100),
                    static_cast<int>(hundredths % 100));
  return {text, static_cast<std::size_t>(size)};
}

// "12.5%", with a comma in some languages of the server's. More than all of the processor is a
// fault of measuring.
std::optional<std::string> cpuPercent(const Json& reading) {
  auto text = someText(reading, "cpuused");
  if (text.ends_with('%')) text.pop_back();
  std::ranges::replace(text, ',', '.');
  const bool isNumber = !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) &&
                        text.find_first_not_of("0123456789.") == std::string::npos &&
                        std::ranges::count(text, '.') <= 1;
  if (!isNumber) return std::nullopt;
  const auto whole = text.substr(0, text.find('.'));
  if (whole.size() > 2) return "100";
  return text;
}

std::optional<std::string> memoryPercent(const Json& reading) {
  const auto total = someNumber(reading, "memorykbs"),
             free = someNumber(reading, "memoryintfreekbs");
  if (!total || !free || *total <= 0 || *free < 0 || *free > *total) return std::nullopt;
  return decimal((*total - *free) * 10'000 / *total);
}

/// A counter and what a second of it is called.
struct Counter {
  const char* member;
  const char* series;
  int unitsPerKilobyte;
};
constexpr std::array<Counter, 4> kCounters{{
    {"networkkbsread", "network_in_bits_per_second", 8 * 1024},
    {"networkkbswrite", "network_out_bits_per_second", 8 * 1024},
    {"diskkbsread", "disk_read_bytes_per_second", 1024},
    {"diskkbswrite", "disk_write_bytes_per_second", 1024},
}};

bool isAsked(const sdk::ReadMetrics& request, const std::string& name) {
  return request.names.empty() || std::ranges::find(request.names, name) != request.names.end();
}

void add(sdk::Metrics& metrics, const std::string& name, std::int64_t at,
         const std::optional<std::string>& value, const sdk::ReadMetrics& request) {
  if (!value || !isAsked(request, name) || at < request.from || at > request.to) return;
  auto found = std::ranges::find(metrics.series, name, &sdk::MetricSeries::name);
  if (found == metrics.series.end())
    found = metrics.series.insert(metrics.series.end(), sdk::MetricSeries{name, {}});
  found->points.push_back({at, *value});
}

std::int64_t timeIn(const Json& reading) {
  const auto at = timeOf(reading, "timestamp");
  if (!at) throw MappingError{"a reading has no time"};
  return *at;
}

}  // namespace

sdk::Metrics toMetrics(std::vector<Json> readings, const sdk::ReadMetrics& request) {
  std::ranges::stable_sort(readings, {}, timeIn);
  sdk::Metrics metrics;
  std::optional<std::int64_t> before;
  for (const auto& reading : readings) {
    const auto at = timeIn(reading);
    add(metrics, "cpu_percent", at, cpuPercent(reading), request);
    add(metrics, "memory_percent", at, memoryPercent(reading), request);
    for (const auto& counter : kCounters) {
      const auto kilobytes = someNumber(reading, counter.member);
      if (!kilobytes || *kilobytes < 0 || !before || at <= *before) continue;
      add(metrics, counter.series, at,
          decimal(*kilobytes * counter.unitsPerKilobyte * 100 / (at - *before)), request);
    }
    before = at;
  }
  return metrics;
}

sdk::Metrics toMetricsNow(const Json& vm, std::int64_t now, const sdk::ReadMetrics& request) {
  sdk::Metrics metrics;
  add(metrics, "cpu_percent", now, cpuPercent(vm), request);
  add(metrics, "memory_percent", now, memoryPercent(vm), request);
  return metrics;
}

}  // namespace hostler::cloudstack
