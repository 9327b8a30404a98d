// What a machine used, and how it does.
#include "cloudstack_provisioner.h"
#include "metrics_mapping.h"
#include "usage_mapping.h"

#include <ctime>

namespace hostler::cloudstack {
namespace {

using sdk::Reply;

// Usage types of the usage server: bytes sent, bytes received.
constexpr const char* kTraffic[] = {"4", "5"};

std::int64_t nowSeconds() {
  return static_cast<std::int64_t>(std::time(nullptr));
}

}  // namespace

Reply<sdk::Usage> CloudstackProvisioner::usage(const sdk::Call& call,
                                               const sdk::ReadUsage& request) {
  const auto cloud = cloudOf(call, request);
  const auto month = monthOf(request.month, nowSeconds());
  const auto vm = finder_.expected(call, cloud, request.account);
  sdk::Usage usage;
  usage.bandwidthMonth = month.name;
  addDisks(usage, finder_.volumesOf(call, cloud, vm.id()));
  for (const char* type : kTraffic) {
    usage.bandwidthBytes += bytesFor(
        client_.all(call, cloud, "listUsageRecords", "usagerecord",
                    {{"startdate", month.firstDay}, {"enddate", month.lastDay}, {"type", type}}),
        vm.id());
  }
  return usage;
}

Reply<sdk::Metrics> CloudstackProvisioner::metrics(const sdk::Call& call,
                                                   const sdk::ReadMetrics& request) {
  const auto cloud = cloudOf(call, request);
  if (request.from >= request.to) return badRequest("to comes before from");
  const auto vm = finder_.expected(call, cloud, request.account);
  try {
    const auto history =
        client_.find(call, cloud, "listVirtualMachinesUsageHistory", "virtualmachine", vm.id());
    const auto& stats = history ? listOf(*history, "stats") : listOf(sdk::Json::object(), "stats");
    if (!stats.empty()) return toMetrics({stats.begin(), stats.end()}, request);
  } catch (const sdk::ProviderFailure& failure) {
    // Older clouds keep no history, and some do not show it.
    if (failure.error.code != kNotPermitted) throw;
  }
  const auto now =
      client_.find(call, cloud, "listVirtualMachinesMetrics", "virtualmachine", vm.id());
  if (!now) return isMissing("machine", vm.id());
  return toMetricsNow(*now, nowSeconds(), request);
}

}  // namespace hostler::cloudstack
