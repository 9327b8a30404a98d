// Measurements come from the agent inside the droplet: without it there are none.
#include "digitalocean_provisioner.h"
#include "metrics_mapping.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace hostler::digitalocean {
namespace {

using sdk::Reply;

// One droplet's metrics in one span of time.
class Gauge {
 public:
  Gauge(const DigitalOceanClient& client, const sdk::Call& call, const CloudAccount& cloud,
        std::string droplet, std::int64_t from, std::int64_t to)
      : client_{client},
        call_{call},
        cloud_{cloud},
        query_{{"host_id", std::move(droplet)},
               {"start", std::to_string(from)},
               {"end", std::to_string(to)}} {}

  /// Throws ProviderFailure.
  std::vector<Samples> read(const std::string& metric, const Query& more = {}) const {
    auto query = query_;
    query.insert(query.end(), more.begin(), more.end());
    const auto answer =
        client_.get(call_, cloud_, "/v2/monitoring/metrics/droplet/" + metric, query);
    if (!answer) throw sdk::ProviderFailure{answer.error()};
    return toSamples(*answer);
  }
  std::vector<Samples> traffic(const char* direction) const {
    return read("bandwidth", {{"interface", "public"}, {"direction", direction}});
  }

 private:
  const DigitalOceanClient& client_;
  const sdk::Call& call_;
  const CloudAccount& cloud_;
  const Query query_;
};

constexpr double kBitsPerMegabit = 1e6;

struct Series {
  const char* name;
  std::vector<sdk::MetricPoint> (*read)(const Gauge&);
};
const Series kSeries[] = {
    {"cpu_percent", [](const Gauge& gauge) { return busyPercent(gauge.read("cpu")); }},
    {"memory_percent",
     [](const Gauge& gauge) {
       return usedPercent(gauge.read("memory_available"), gauge.read("memory_total"));
     }},
    {"disk_percent",
     [](const Gauge& gauge) {
       return usedPercent(gauge.read("filesystem_free"), gauge.read("filesystem_size"));
     }},
    {"load_1", [](const Gauge& gauge) { return plain(gauge.read("load_1")); }},
    {"network_in_bits_per_second",
     [](const Gauge& gauge) { return plain(gauge.traffic("inbound"), kBitsPerMegabit); }},
    {"network_out_bits_per_second",
     [](const Gauge& gauge) { return plain(gauge.traffic("outbound"), kBitsPerMegabit); }}};

using Days = std::chrono::sys_days;

std::int64_t secondsOf(Days day) {
  return std::int64_t{day.time_since_epoch().count()} * 86'400;
}

// "2026-01", or the running month in UTC where it is empty. Throws ProviderFailure.
std::chrono::year_month monthOf(const std::string& text, std::int64_t now) {
  if (text.empty()) {
    const std::chrono::year_month_day today{
        Days{std::chrono::days{static_cast<int>(now / 86'400)}}};
    return today.year() / today.month();
  }
  int year = 0, month = 0, read = 0;
  const bool fits = std::sscanf(text.c_str(), "%4d-%2d%n", &year, &month, &read) == 2 &&
                    read == 7 && text.size() == 7 && year >= 2000 && month >= 1 && month <= 12;
  if (!fits) throw sdk::ProviderFailure{badRequest("month is not a month")};
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)};
}

std::string textOf(std::chrono::year_month month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()),
                static_cast<unsigned>(month.month()));
  return text;
}

}  // namespace

Reply<sdk::Metrics> DigitalOceanProvisioner::metrics(const sdk::Call& call,
                                                     const sdk::ReadMetrics& request) {
  const auto cloud = cloudOf(call, request);
  if (request.from < 0 || request.to <= request.from) return badRequest("to comes before from");
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const Gauge gauge{client_, call, cloud, droplet->id, request.from, request.to};
  try {
    sdk::Metrics metrics;
    for (const auto& series : kSeries) {
      const bool isWanted = request.names.empty() ||
                            std::ranges::find(request.names, series.name) != request.names.end();
      if (!isWanted) continue;
      auto points = series.read(gauge);
      if (!points.empty()) metrics.series.push_back({series.name, std::move(points)});
    }
    return metrics;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

// What went out is what is billed; it is counted from the rates that were measured, so it is close
// and not exact.
Reply<sdk::Usage> DigitalOceanProvisioner::usage(const sdk::Call& call,
                                                 const sdk::ReadUsage& request) {
  const auto cloud = cloudOf(call, request);
  const std::int64_t now = std::time(nullptr);
  const auto month = monthOf(request.month, now);
  const auto from = secondsOf(Days{month / 1});
  const auto to = std::min(now, secondsOf(Days{(month + std::chrono::months{1}) / 1}));
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  try {
    sdk::Usage usage;
    usage.bandwidthMonth = textOf(month);
    usage.diskLimitBytes = droplet->account.diskLimitBytes;
    if (to > from) {
      const Gauge traffic{client_, call, cloud, droplet->id, from, to};
      usage.bandwidthBytes = bytesOf(traffic.traffic("outbound"));
    }
    const Gauge lately{client_, call, cloud, droplet->id, now - 3'600, now};
    const auto free = newest(lately.read("filesystem_free")),
               whole = newest(lately.read("filesystem_size"));
    if (free && whole && *whole >= *free)
      usage.diskBytes = static_cast<std::int64_t>(*whole - *free);
    return usage;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

}  // namespace hostler::digitalocean
