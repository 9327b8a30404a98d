#include "plugins/sandbox/cloudstack/cloud_state.h"

#include "plugins/sandbox/random_text.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

Json zone(const char* id, const char* name) {
  return {{"id", id},
          {"name", name},
          {"networktype", "Advanced"},
          {"securitygroupsenabled", true},
          {"allocationstate", "Enabled"},
          {"localstorageenabled", false},
          {"tags", Json::array()}};
}

Json offering(const char* id, const char* name, int cpus, int megabytes) {
  Json json{{"id", id},
            {"name", name},
            {"displaytext", name},
            {"cpunumber", cpus},
            {"cpuspeed", 2000},
            {"memory", megabytes},
            {"iscustomized", cpus == 0},
            {"issystem", false},
            {"offerha", false},
            {"storagetype", "shared"},
            {"rootdisksize", 0},
            {"state", "Active"}};
  if (cpus == 0) {
    for (const char* member : {"cpunumber", "cpuspeed", "memory"}) json.erase(member);
  }
  return json;
}

Json systemTemplate(const char* id, const char* name, const char* system, bool takesPasswords) {
  return {{"id", id},
          {"name", name},
          {"displaytext", name},
          {"ispublic", true},
          {"isfeatured", true},
          {"isready", true},
          {"passwordenabled", takesPasswords},
          {"sshkeyenabled", true},
          {"format", "QCOW2"},
          {"hypervisor", "KVM"},
          {"templatetype", "USER"},
          {"status", "Download Complete"},
          {"ostypename", system},
          {"size", std::int64_t{8} << 30},
          {"physicalsize", std::int64_t{2} << 30},
          {"zoneid", fixed::kZone},
          {"zonename", "zone1"},
          {"created", "2026-01-01T00:00:00+0000"},
          {"account", "system"},
          {"_public", true},
          {"tags", Json::array()}};
}

Json kubernetes(const char* id, const char* version) {
  return {{"id", id},
          {"name", std::string{"v"} + version},
          {"semanticversion", version},
          {"isostate", "Ready"},
          {"state", "Enabled"},
          {"supportsha", true},
          {"supportsautoscaling", true},
          {"mincpunumber", 2},
          {"minmemory", 2048}};
}

}  // namespace

void refuse(std::string text) {
  throw Refusal{431, 4350, std::move(text)};
}
void refuse(int code, int csCode, std::string text) {
  throw Refusal{code, csCode, std::move(text)};
}

Json* Cloud::find(const std::string& kind, const std::string& id) {
  auto& things = of(kind);
  const auto found = things.find(id);
  return found == things.end() ? nullptr : &found->second;
}

Json& Cloud::need(const std::string& kind, const std::string& id, std::string_view param) {
  auto* found = find(kind, id);
  if (found == nullptr) {
    refuse("Invalid parameter " + std::string{param} + " value=" + id +
           " due to incorrect long value format, or entity does not exist or due to incorrect "
           "parameter annotation for the field in api cmd class.");
  }
  return *found;
}

Json& Cloud::add(const std::string& kind, Json thing) {
  if (!thing.contains("id")) thing["id"] = newId();
  if (!thing.contains("tags")) thing["tags"] = Json::array();
  thing["_number"] = nextNumber++;
  const auto id = thing["id"].get<std::string>();
  return of(kind)[id] = std::move(thing);
}

const Job* Cloud::pendingOn(const std::string& instance) const {
  const auto found = std::ranges::find_if(
      jobs, [&](const Job& job) { return job.status == 0 && job.instance == instance; });
  return found == jobs.end() ? nullptr : &*found;
}

void Cloud::record(const std::string& event, const std::string& type, const std::string& resource,
                   const char* state, const char* level) {
  events.push_back({{"id", newId()},
                    {"type", event},
                    {"level", level},
                    {"state", state},
                    {"resourcetype", type},
                    {"resourceid", resource},
                    {"description", event + " " + state},
                    {"username", "sandbox"},
                    {"account", "sandbox"},
                    {"created", timeText(now)}});
}

void Cloud::tick() {
  // By index: what a job finishes may begin another.
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (jobs[i].status != 0 || --jobs[i].looksLeft > 0) continue;
    const auto finish = jobs[i].finish;
    const auto event = jobs[i].event, type = jobs[i].type, instance = jobs[i].instance;
    try {
      auto result = finish(*this);
      jobs[i].result = std::move(result);
      jobs[i].status = 1;
      if (!event.empty()) record(event, type, instance, "Completed");
    } catch (const Refusal& refusal) {
      jobs[i].result = {{"errorcode", refusal.code}, {"errortext", refusal.text}};
      jobs[i].status = 2;
      if (!event.empty()) record(event, type, instance, "Completed", "ERROR");
    }
  }
}

Cloud newCloud(Instant now) {
  Cloud cloud;
  cloud.now = now;
  cloud.add("zone", zone(fixed::kZone, "zone1"));
  cloud.add("zone", zone(fixed::kSecondZone, "zone2"));
  cloud.add("serviceoffering", offering(fixed::kSmall, "Small Instance", 1, 1024));
  cloud.add("serviceoffering", offering(fixed::kMedium, "Medium Instance", 2, 2048));
  cloud.add("serviceoffering", offering(fixed::kLarge, "Large Instance", 4, 8192));
  cloud.add("serviceoffering", offering(fixed::kCustom, "Custom Instance", 0, 0));
  cloud.add("serviceoffering", offering(fixed::kNoRoom, "Whole Rack", 512, 4'194'304));
  cloud.add("diskoffering", {{"id", fixed::kDisk},
                             {"name", "Custom"},
                             {"displaytext", "Custom Disk"},
                             {"iscustomized", true},
                             {"disksize", 0}});
  cloud.add("template", systemTemplate(fixed::kDebian, "Debian 12", "Debian GNU/Linux 12", true));
  cloud.add("template", systemTemplate(fixed::kUbuntu, "Ubuntu 24.04", "Ubuntu 24.04", true));
  cloud.add("template", systemTemplate(fixed::kAppliance, "Appliance", "Other (64-bit)", false));
  cloud.add("networkoffering", {{"id", fixed::kIsolated},
                                {"name", "Isolated with source NAT"},
                                {"guestiptype", "Isolated"},
                                {"state", "Enabled"}});
  cloud.add("network", {{"id", fixed::kNetwork},
                        {"name", "shop"},
                        {"displaytext", "shop"},
                        {"type", "Isolated"},
                        {"state", "Implemented"},
                        {"zoneid", fixed::kZone},
                        {"cidr", "10.1.1.0/24"},
                        {"gateway", "10.1.1.1"},
                        {"netmask", "255.255.255.0"},
                        {"networkofferingid", fixed::kIsolated}});
  cloud.add("publicipaddress", {{"ipaddress", "203.0.113.1"},
                                {"associatednetworkid", fixed::kNetwork},
                                {"zoneid", fixed::kZone},
                                {"issourcenat", true},
                                {"isstaticnat", false},
                                {"state", "Allocated"},
                                {"allocated", timeText(now)}});
  cloud.add("securitygroup", {{"name", "default"},
                              {"description", "Default Security Group"},
                              {"ingressrule", Json::array()},
                              {"egressrule", Json::array()}});
  for (const char* system : {"Other (64-bit)", "Debian GNU/Linux 12 (64-bit)", "Ubuntu 24.04"})
    cloud.add("ostype", {{"description", system}, {"name", system}});
  cloud.add("objectstore", {{"id", fixed::kStore}, {"name", "store1"}, {"provider", "Simulator"}});
  cloud.add("kubernetesversion", kubernetes(fixed::kKubernetes, "1.9.11"));
  cloud.add("kubernetesversion", kubernetes(fixed::kNewKubernetes, "1.33.1"));
  return cloud;
}

Json shown(const Json& thing) {
  Json copy = Json::object();
  for (const auto& [name, value] : thing.items()) {
    if (!name.starts_with('_')) copy[name] = value;
  }
  return copy;
}

std::string newId() {
  const auto hex = sdk::hexOf(randomText(16));
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-a" +
         hex.substr(17, 3) + "-" + hex.substr(20, 12);
}

std::string timeText(Instant at) {
  auto text = Instant::ofUnixSeconds(at.unixSeconds()).text();
  text.replace(text.size() - 1, 1, "+0000");
  return text;
}

}  // namespace hostler::sandbox::cloudstack
