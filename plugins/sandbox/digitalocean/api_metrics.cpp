// What the agent inside a droplet measures: one sample a minute, the same for the same minute.
#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>
#include <charconv>

namespace hostler::sandbox::digitalocean {
namespace {

constexpr std::int64_t kStep = 60, kMostSamples = 1'500;

std::int64_t timeIn(const Params& query, const char* name) {
  const auto text = paramOr(query, name);
  std::int64_t time = 0;
  const auto end = text.data() + text.size();
  if (text.empty() || std::from_chars(text.data(), end, time).ptr != end)
    throw Refusal{400, "bad_request", std::string{name} + " is required"};
  return time;
}

struct Series {
  Json metric;
  std::function<std::string(std::int64_t)> valueAt;
};

std::vector<Series> seriesOf(const ApiCall& call, const std::string& metric,
                             const std::string& host) {
  const auto constant = [&](std::string value) {
    return std::vector<Series>{
        {{{"host_id", host}}, [value = std::move(value)](std::int64_t) { return value; }}};
  };
  if (metric == "cpu") {
    // Counted in seconds without end: a fifth of the time it is busy.
    const auto counted = [&](const char* mode, std::int64_t share) {
      return Series{{{"host_id", host}, {"mode", mode}},
                    [share](std::int64_t at) { return std::to_string(at * share / 10) + ".5"; }};
    };
    return {counted("idle", 8), counted("user", 1), counted("system", 1)};
  }
  if (metric == "bandwidth") {
    if (paramOr(call.query, "interface").empty() || paramOr(call.query, "direction").empty())
      throw Refusal{400, "bad_request", "interface and direction are required"};
    return constant(paramOr(call.query, "direction") == "outbound" ? "0.016" : "0.004");
  }
  if (metric == "memory_available") return constant("524288000");
  if (metric == "memory_free") return constant("262144000");
  if (metric == "memory_total") return constant("1048576000");
  if (metric == "filesystem_size") return constant("26843545600");
  if (metric == "filesystem_free") return constant("20132659200");
  if (metric == "load_1" || metric == "load_5" || metric == "load_15") return constant("0.21");
  throw notFound();
}

}  // namespace

Answer answerMetrics(ApiCall& call) {
  if (!call.is("GET", {"monitoring", "metrics", "droplet", "*"})) return std::nullopt;
  const auto host = paramOr(call.query, "host_id");
  const auto& droplet = existing(call.team.droplets, host);
  const auto from = timeIn(call.query, "start");
  const auto to = std::min(timeIn(call.query, "end"), from + kStep * kMostSamples);
  Json result = Json::array();
  if (holds(droplet["features"], "monitoring")) {
    for (const auto& series : seriesOf(call, call.path[3], host)) {
      Json values = Json::array();
      for (auto at = from; at <= to; at += kStep)
        values.push_back(Json::array({at, series.valueAt(at)}));
      result.push_back({{"metric", series.metric}, {"values", std::move(values)}});
    }
  }
  return ApiAnswer{
      {{"status", "success"}, {"data", {{"resultType", "matrix"}, {"result", std::move(result)}}}}};
}

}  // namespace hostler::sandbox::digitalocean
