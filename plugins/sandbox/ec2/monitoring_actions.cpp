// CloudWatch's figures (believable, and always the same for one instance and time) and STS.
#include "plugins/sandbox/ec2/api_call.h"

#include <algorithm>
#include <functional>

namespace hostler::sandbox::ec2 {
namespace {

constexpr std::int64_t kMostPoints = 1'440;

std::int64_t timeOf(const ApiCall& call, const char* name) {
  const auto at = Instant::parse(call.param(name));
  if (!at) {
    throw ApiError{400, "ValidationError",
                   "The parameter " + std::string{name} + " is not a timestamp."};
  }
  return at->unixSeconds();
}

std::int64_t periodOf(const ApiCall& call, const std::string& name) {
  const auto period = call.number(name, 0);
  if (period < 60 || period % 60 != 0) {
    throw ApiError{400, "InvalidParameterValue", "The parameter Period must be a multiple of 60."};
  }
  return period;
}

double figure(const std::string& metric, const std::string& instance, std::int64_t at,
              std::int64_t period) {
  const auto noise = std::hash<std::string>{}(metric + instance + std::to_string(at)) % 1'000;
  if (metric == "CPUUtilization") return 5.0 + static_cast<double>(noise) / 20.0;
  return static_cast<double>(period) * (10'000.0 + static_cast<double>(noise));
}

/// The points of one metric; none of what CloudWatch does not have.
std::vector<std::int64_t> timesOf(const ApiCall& call, const std::string& metric,
                                  const std::string& instance, std::int64_t period) {
  const bool isKnown = metric == "CPUUtilization" || metric == "NetworkIn" ||
                       metric == "NetworkOut" || metric == "EBSReadBytes" ||
                       metric == "EBSWriteBytes";
  const auto from = timeOf(call, "StartTime"), to = timeOf(call, "EndTime");
  if (to <= from) {
    throw ApiError{400, "InvalidParameterCombination",
                   "The parameter StartTime must be less than the parameter EndTime."};
  }
  if ((to - from) / period > kMostPoints) {
    throw ApiError{400, "InvalidParameterCombination",
                   "You have requested more datapoints than the limit of 1440."};
  }
  std::vector<std::int64_t> times;
  if (!isKnown || !call.account.instances.contains(instance)) return times;
  const auto last = std::min(to, call.now.unixSeconds() + period);
  for (auto at = from - from % period; at < last; at += period) times.push_back(at);
  return times;
}

std::string timeText(std::int64_t at) {
  return Instant::ofUnixSeconds(at).text();
}

Json metricData(ApiCall& call) {
  Json results = Json::array();
  for (int i = 1; call.has("MetricDataQueries.member." + std::to_string(i) + ".Id"); ++i) {
    const auto place = "MetricDataQueries.member." + std::to_string(i) + ".";
    const auto stat = place + "MetricStat.";
    const auto metric = call.param(stat + "Metric.MetricName");
    const auto instance = call.param(stat + "Metric.Dimensions.member.1.Value");
    const auto period = periodOf(call, stat + "Period");
    Json times = Json::array(), values = Json::array();
    auto points = timesOf(call, metric, instance, period);
    if (call.param("ScanBy") != "TimestampAscending") std::ranges::reverse(points);
    for (const auto at : points) {
      times.push_back(timeText(at));
      values.push_back(figure(metric, instance, at, period));
    }
    results.push_back(Json{{"Id", call.param(place + "Id")},
                           {"Label", metric},
                           {"Timestamps", std::move(times)},
                           {"Values", std::move(values)},
                           {"StatusCode", "Complete"}});
  }
  return {{"MetricDataResults", std::move(results)}};
}

Json statistics(ApiCall& call) {
  const auto metric = call.param("MetricName");
  const auto instance = call.param("Dimensions.member.1.Value");
  const auto period = periodOf(call, "Period");
  Json points = Json::array();
  auto times = timesOf(call, metric, instance, period);
  // CloudWatch gives no order.
  std::ranges::reverse(times);
  for (const auto at : times) {
    Json point{{"Timestamp", timeText(at)},
               {"Unit", metric == "CPUUtilization" ? "Percent" : "Bytes"}};
    for (const auto& name : call.list("Statistics.member"))
      point[name] = figure(metric, instance, at, period);
    points.push_back(std::move(point));
  }
  return {{"Label", metric}, {"Datapoints", std::move(points)}};
}

Json identity(ApiCall& call) {
  return {{"Account", call.account.number},
          {"UserId", "AIDASANDBOX0000000000"},
          {"Arn", "arn:aws:iam::" + call.account.number + ":user/hostler"}};
}

}  // namespace

void addMonitoringActions(ActionTable& table) {
  table["GetMetricData"] = {
      {"StartTime", "EndTime", "MetricDataQueries.member.#.Id"},
      {"MetricDataQueries.member.#.MetricStat.Metric.Namespace",
       "MetricDataQueries.member.#.MetricStat.Metric.MetricName",
       "MetricDataQueries.member.#.MetricStat.Metric.Dimensions.member.#.Name",
       "MetricDataQueries.member.#.MetricStat.Metric.Dimensions.member.#.Value",
       "MetricDataQueries.member.#.MetricStat.Period", "MetricDataQueries.member.#.MetricStat.Stat",
       "ScanBy", "NextToken"},
      metricData};
  table["GetMetricStatistics"] = {
      {"Namespace", "MetricName", "StartTime", "EndTime", "Period"},
      {"Dimensions.member.#.Name", "Dimensions.member.#.Value", "Statistics.member.#", "Unit"},
      statistics};
}

void addIdentityActions(ActionTable& table) {
  table["GetCallerIdentity"] = {{}, {}, identity};
}

}  // namespace hostler::sandbox::ec2
