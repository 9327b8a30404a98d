// What CloudWatch measured: graphs, and the month's traffic.
#include "aws_provisioner.h"
#include "metric_values.h"
#include "refusals.h"
#include "times.h"

#include <algorithm>
#include <chrono>

namespace hostler::aws {
namespace {

using sdk::Reply;

// Instances report every five minutes unless detailed monitoring is paid for.
constexpr std::int64_t kPeriod = 300, kDay = 86'400, kMostPoints = 1'000;

void addQuery(Form& form, int number, const Measure& measure, const std::string& instance,
              std::int64_t period) {
  const auto place = "MetricDataQueries.member." + std::to_string(number) + ".";
  const auto stat = place + "MetricStat.";
  form.set(place + "Id", "m" + std::to_string(number));
  form.set(stat + "Metric.Namespace", "AWS/EC2").set(stat + "Metric.MetricName", measure.metric);
  form.set(stat + "Metric.Dimensions.member.1.Name", "InstanceId");
  form.set(stat + "Metric.Dimensions.member.1.Value", instance);
  form.set(stat + "Period", std::to_string(period)).set(stat + "Stat", measure.statistic);
}

// A whole multiple of the usual period, so that no answer has more points than a graph can show.
std::int64_t periodFor(std::int64_t seconds) {
  return kPeriod * std::max<std::int64_t>(1, (seconds / kPeriod + kMostPoints - 1) / kMostPoints);
}

struct Month {
  std::string name;
  std::int64_t from = 0, to = 0;
};
std::optional<Month> monthOf(const std::string& name) {
  const auto from = name.size() == 7 ? parseTime(name + "-01T00:00:00Z") : std::nullopt;
  if (!from) return std::nullopt;
  // No month has more than 31 days, and none after it is over by then.
  const auto next = isoTime(*from + 31 * kDay).substr(0, 7);
  return Month{name, *from, *parseTime(next + "-01T00:00:00Z")};
}

}  // namespace

Reply<sdk::Metrics> AwsProvisioner::metrics(const sdk::Call& call,
                                            const sdk::ReadMetrics& request) {
  const auto cloud = cloudOf(call, request);
  if (request.from < 0 || request.to <= request.from) return badRequest("to comes before from");
  const auto measures = measuresNamed(request.names);
  const auto instance = instances_.expected(call, cloud, request.account);
  if (!instance) return instance.error();
  sdk::Metrics metrics;
  if (measures.empty()) return metrics;
  const auto period = periodFor(request.to - request.from);
  Form form;
  form.set("StartTime", isoTime(request.from)).set("EndTime", isoTime(request.to));
  form.set("ScanBy", "TimestampAscending");
  int number = 0;
  for (const auto& measure : measures) addQuery(form, ++number, measure, instance->id, period);

  const auto answer = client_.read(call, cloud, "GetMetricData", form, Service::CloudWatch);
  if (!answer) return answer.error();
  for (const auto& result : (*answer)["GetMetricDataResult"]["MetricDataResults"].children) {
    for (std::size_t i = 0; i < measures.size(); ++i) {
      if (result.textOf("Id") != "m" + std::to_string(i + 1)) continue;
      auto series = toSeries(result, measures[i], period);
      if (!series) return misfit("CloudWatch's answer does not fit");
      metrics.series.push_back(std::move(*series));
    }
  }
  if (metrics.series.size() != measures.size())
    return misfit("CloudWatch answered something else than it was asked for");
  return metrics;
}

Reply<sdk::Usage> AwsProvisioner::usage(const sdk::Call& call, const sdk::ReadUsage& request) {
  const auto cloud = cloudOf(call, request);
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  const auto month = monthOf(request.month.empty() ? isoTime(now).substr(0, 7) : request.month);
  if (!month) return badRequest("month is not a month");
  const auto instance = instances_.expected(call, cloud, request.account);
  if (!instance) return instance.error();

  sdk::Usage usage;
  usage.bandwidthMonth = month->name;
  for (const char* metric : {"NetworkIn", "NetworkOut"}) {
    Form form;
    form.set("Namespace", "AWS/EC2").set("MetricName", metric);
    form.set("Dimensions.member.1.Name", "InstanceId");
    form.set("Dimensions.member.1.Value", instance->id);
    form.set("StartTime", isoTime(month->from)).set("EndTime", isoTime(month->to));
    form.set("Period", std::to_string(kDay)).set("Statistics.member.1", "Sum");
    const auto answer = client_.read(call, cloud, "GetMetricStatistics", form, Service::CloudWatch);
    if (!answer) return answer.error();
    const auto bytes = sumOf((*answer)["GetMetricStatisticsResult"]["Datapoints"]);
    if (!bytes) return misfit("CloudWatch's figures cannot be read");
    usage.bandwidthBytes += *bytes;
  }
  const auto volumes = client_.all(call, cloud, kVolumes.describe, kVolumes.set,
                                   Form{}.filter("attachment.instance-id", {instance->id}));
  if (!volumes) return volumes.error();
  for (const auto& volume : *volumes) {
    const auto gib = someNumber(volume, "size");
    if (!gib) return misfit("a volume of EC2's has no size");
    usage.diskBytes += *gib * kGibibyte;
  }
  // What is on a disk EC2 does not see: all of it is paid for.
  usage.diskLimitBytes = usage.diskBytes;
  return usage;
}

}  // namespace hostler::aws
