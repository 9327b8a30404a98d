// What the cloud offers, its own account of the account, jobs and events.
#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

Json capabilities(CommandCall& call) {
  return {{"capability",
           {{"cloudstackversion", call.who.version},
            {"securitygroupsenabled", true},
            {"kubernetesserviceenabled", true},
            {"allowuserexpungerecovervm", call.who.mayExpunge},
            {"allowuserviewdestroyedvm", false},
            {"dynamicrolesenabled", true},
            {"customdiskofferingminsize", 1},
            {"customdiskofferingmaxsize", 1024},
            {"defaultuipagesize", 20}}}};
}

Json account(CommandCall& call) {
  const auto machines = call.cloud.of("virtualmachine").size();
  const Json entry{{"id", "acc0acc0-0000-4000-8000-000000000001"},
                   {"name", call.who.account},
                   {"accounttype", 0},
                   {"domain", "ROOT"},
                   {"state", "enabled"},
                   {"vmtotal", machines},
                   {"vmlimit", std::to_string(call.who.machineLimit)},
                   {"vmavailable", std::to_string(call.who.machineLimit)},
                   {"iplimit", "Unlimited"},
                   {"ipavailable", "Unlimited"},
                   {"iptotal", call.cloud.of("publicipaddress").size()}};
  return {{"count", 1}, {"account", Json::array({entry})}};
}

Json jobJson(const Job& job) {
  Json json{{"jobid", job.id},
            {"accountid", "acc0acc0-0000-4000-8000-000000000001"},
            {"userid", "5e700000-0000-4000-8000-000000000001"},
            {"cmd", "org.apache.cloudstack.api.command.user." + job.command + "Cmd"},
            {"jobstatus", job.status},
            {"jobprocstatus", 0},
            {"jobresultcode", job.status == 2 ? 530 : 0},
            {"created", timeText(Instant::ofUnixSeconds(job.createdAt))}};
  if (!job.instance.empty()) {
    json["jobinstancetype"] = job.type;
    json["jobinstanceid"] = job.instance;
  }
  if (job.status != 0) {
    json["jobresulttype"] = "object";
    json["jobresult"] = job.result;
  }
  return json;
}

Json queryJob(CommandCall& call) {
  const auto found = std::ranges::find(call.cloud.jobs, call.param("jobid"), &Job::id);
  if (found == call.cloud.jobs.end()) {
    refuse("Invalid parameter jobid value=" + call.param("jobid") +
           " due to incorrect long value format, or entity does not exist");
  }
  return jobJson(*found);
}

Json pendingJobs(CommandCall& call) {
  std::vector<Json> list;
  for (const auto& job : call.cloud.jobs) {
    if (job.status == 0) list.push_back(jobJson(job));
  }
  return paged(call, "asyncjobs", std::move(list));
}

// The newest first.
Json events(CommandCall& call) {
  std::vector<Json> list;
  for (auto event = call.cloud.events.rbegin(); event != call.cloud.events.rend(); ++event) {
    if (!call.has("type") || event->at("type") == call.param("type")) list.push_back(*event);
  }
  return paged(call, "event", std::move(list));
}

}  // namespace

void addCatalogueCommands(CommandTable& table) {
  table["listCapabilities"] = {{}, false, capabilities};
  table["listAccounts"] = {{}, false, account};
  table["queryAsyncJobResult"] = {{"jobid"}, false, queryJob};
  table["listAsyncJobs"] = {{}, false, pendingJobs};
  table["listEvents"] = {{}, false, events};
  table["listZones"] = {{}, false, [](CommandCall& call) { return listed(call, "zone", "zone"); }};
  table["listServiceOfferings"] = {{}, false, [](CommandCall& call) {
                                     return listed(call, "serviceoffering", "serviceoffering");
                                   }};
  table["listDiskOfferings"] = {
      {}, false, [](CommandCall& call) { return listed(call, "diskoffering", "diskoffering"); }};
  table["listNetworkOfferings"] = {{}, false, [](CommandCall& call) {
                                     return listed(call, "networkoffering", "networkoffering");
                                   }};
  table["listOsTypes"] = {
      {}, false, [](CommandCall& call) { return listed(call, "ostype", "ostype"); }};
  table["listHypervisors"] = {
      {}, false, [](CommandCall&) {
        return Json{{"count", 1}, {"hypervisor", Json::array({{{"name", "KVM"}}})}};
      }};
}

}  // namespace hostler::sandbox::cloudstack
