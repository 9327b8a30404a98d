// Metrics and usage: believable amounts that are always the same for one machine and time.
#include "plugins/sandbox/cloudstack/command.h"

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "virtualmachine";
constexpr std::int64_t kInterval = 300;

std::uint32_t fingerprint(const std::string& text) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

Json reading(const std::string& id, std::int64_t at) {
  const auto chance = fingerprint(id + std::to_string(at / kInterval));
  return {{"timestamp", timeText(Instant::ofUnixSeconds(at))},
          {"cpuused", std::to_string(chance % 90) + ".5%"},
          {"memorykbs", 1'048'576},
          {"memoryintfreekbs", 100'000 + chance % 800'000},
          {"networkkbsread", chance % 50'000},
          {"networkkbswrite", chance % 30'000},
          {"diskkbsread", chance % 9'000},
          {"diskkbswrite", chance % 7'000},
          {"diskioread", chance % 900},
          {"diskiowrite", chance % 700}};
}

Json history(CommandCall& call) {
  auto content = listed(call, kKind, kKind);
  if (!content.contains(kKind)) return content;
  const auto now = call.cloud.now.unixSeconds() / kInterval * kInterval;
  Json machines = Json::array();
  for (const auto& vm : content[kKind]) {
    Json stats = Json::array();
    for (int i = 12; i >= 0; --i) stats.push_back(reading(vm.at("id"), now - i * kInterval));
    machines.push_back({{"id", vm.at("id")},
                        {"name", vm.at("name")},
                        {"displayname", vm.at("displayname")},
                        {"stats", std::move(stats)}});
  }
  content[kKind] = std::move(machines);
  return content;
}

Json metrics(CommandCall& call) {
  auto content = listed(call, kKind, kKind);
  if (!content.contains(kKind)) return content;
  for (auto& vm : content[kKind]) {
    auto now = reading(vm.at("id"), call.cloud.now.unixSeconds());
    now.erase("timestamp");
    vm.update(now);
    vm["cputotal"] = "2.0 Ghz";
  }
  return content;
}

// One record of each kind of traffic for each machine and month.
Json usage(CommandCall& call) {
  const auto type = call.number("type", 0);
  std::vector<Json> records;
  for (const auto& [id, vm] : call.cloud.of(kKind)) {
    for (const std::int64_t each : {1, 4, 5}) {
      if (type != 0 && type != each) continue;
      const auto amount = fingerprint(id + call.param("startdate") + std::to_string(each));
      records.push_back({{"account", call.who.account},
                         {"zoneid", vm.at("zoneid")},
                         {"description", "usage of " + vm.at("name").get<std::string>()},
                         {"usagetype", each},
                         {"usageid", id},
                         {"virtualmachineid", id},
                         {"rawusage", each == 1 ? std::string{"24.0"}
                                                : std::to_string(amount % 1'000'000'000) + ".0"},
                         {"usage", each == 1 ? "24 Hrs" : "bytes"},
                         {"startdate", call.param("startdate")},
                         {"enddate", call.param("enddate")}});
    }
  }
  return paged(call, "usagerecord", std::move(records));
}

}  // namespace

void addMeasuringCommands(CommandTable& table) {
  table["listVirtualMachinesUsageHistory"] = {{}, false, history};
  table["listVirtualMachinesMetrics"] = {{}, false, metrics};
  table["listUsageRecords"] = {{"startdate", "enddate"}, false, usage};
}

}  // namespace hostler::sandbox::cloudstack
