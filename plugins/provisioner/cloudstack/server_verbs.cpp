// What concerns an account of the cloud as a whole: connection test, capacity, the machines there.
#include "cloudstack_provisioner.h"

#include <algorithm>
#include <set>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

/// What cannot be offered without certain commands.
struct Feature {
  const char* name;
  std::vector<const char*> commands;
};
const Feature kFeatures[] = {
    {"making and removing machines",
     {"deployVirtualMachine", "destroyVirtualMachine", "listVirtualMachines", "listVolumes",
      "queryAsyncJobResult"}},
    {"starting, stopping and suspending",
     {"startVirtualMachine", "stopVirtualMachine", "createTags", "deleteTags"}},
    {"reboots and rebuilds", {"rebootVirtualMachine", "restoreVirtualMachine", "listEvents"}},
    {"changes of size", {"changeServiceForVirtualMachine"}},
    {"changes of names and security groups", {"updateVirtualMachine"}},
    {"new passwords", {"resetPasswordForVirtualMachine"}},
    {"consoles", {"createConsoleEndpoint"}},
    {"metrics", {"listVirtualMachinesMetrics"}},
    {"usage", {"listUsageRecords"}},
    {"SSH keys", {"registerSSHKeyPair", "createSSHKeyPair", "listSSHKeyPairs", "deleteSSHKeyPair"}},
    {"volumes", {"createVolume", "attachVolume", "detachVolume", "resizeVolume", "deleteVolume"}},
    {"snapshots and backups",
     {"createSnapshot", "deleteSnapshot", "listSnapshots", "revertSnapshot", "createVMSnapshot",
      "deleteVMSnapshot", "revertToVMSnapshot", "listVMSnapshot"}},
    {"public addresses",
     {"associateIpAddress", "disassociateIpAddress", "enableStaticNat", "disableStaticNat",
      "listPublicIpAddresses", "listPortForwardingRules", "listLoadBalancerRules"}},
    {"firewall rules of addresses",
     {"createFirewallRule", "deleteFirewallRule", "listFirewallRules"}},
    {"security groups",
     {"createSecurityGroup", "authorizeSecurityGroupIngress", "authorizeSecurityGroupEgress",
      "revokeSecurityGroupIngress", "revokeSecurityGroupEgress", "deleteSecurityGroup",
      "listSecurityGroups"}},
    {"load balancers",
     {"createLoadBalancerRule", "deleteLoadBalancerRule", "assignToLoadBalancerRule",
      "removeFromLoadBalancerRule", "listLoadBalancerRules", "listLoadBalancerRuleInstances"}},
    {"networks",
     {"createNetwork", "deleteNetwork", "listNetworks", "addNicToVirtualMachine",
      "removeNicFromVirtualMachine"}},
    {"images",
     {"registerTemplate", "deleteTemplate", "listTemplates", "listHypervisors", "listOsTypes"}},
    {"ISOs", {"registerIso", "deleteIso", "listIsos", "attachIso", "detachIso"}},
    {"Kubernetes clusters",
     {"createKubernetesCluster", "deleteKubernetesCluster", "scaleKubernetesCluster",
      "listKubernetesClusters", "listKubernetesSupportedVersions", "getKubernetesClusterConfig"}},
    {"buckets", {"createBucket", "deleteBucket", "listBuckets"}},
};

std::string missingOf(const Feature& feature, const std::set<std::string>& known) {
  std::vector<std::string> missing;
  for (const char* command : feature.commands) {
    if (!known.contains(command)) missing.emplace_back(command);
  }
  if (missing.empty()) return {};
  return std::string{feature.name} + " will not work: this account may not call " + joined(missing);
}

// Limits are numbers or "Unlimited", mostly as text.
std::optional<std::int64_t> limitOf(const Json& account, const char* name) {
  const auto& value = memberOf(account, name);
  if (value == "Unlimited" || value == -1) return std::nullopt;
  return someNumber(account, name);
}

}  // namespace

Reply<sdk::ConnectionReport> CloudstackProvisioner::testConnection(
    const sdk::Call& call, const sdk::TestConnection& request) {
  const auto cloud = cloudOf(call, request);
  const auto content = client_.read(call, cloud, "listCapabilities");
  const auto& capability = memberOf(content, "capability");
  sdk::ConnectionReport report;
  report.version = textOf(capability, "cloudstackversion");

  std::set<std::string> known;
  const auto apis = client_.read(call, cloud, "listApis");
  for (const auto& api : listOf(apis, "api")) known.insert(textOf(api, "name"));
  for (const auto& feature : kFeatures) {
    if (auto missing = missingOf(feature, known); !missing.empty())
      report.warnings.push_back(std::move(missing));
  }
  if (known.contains("createKubernetesCluster") && !flagOf(capability, "kubernetesserviceenabled"))
    report.warnings.push_back("the cloud's Kubernetes service is switched off");
  if (!flagOf(capability, "allowuserexpungerecovervm")) {
    report.warnings.push_back(
        "removed machines may stay, and count, until the cloud expunges them after its own delay");
  }
  const auto zones = client_.all(call, cloud, "listZones", "zone", {{"available", "true"}});
  if (!cloud.zone.empty() && std::ranges::none_of(zones, [&](const Json& zone) {
        return textOf(zone, "id") == cloud.zone;
      })) {
    report.warnings.push_back("the zone of the settings is none that this account may use");
  }
  report.detail = "Connected to CloudStack " + report.version + "; " +
                  std::to_string(zones.size()) + (zones.size() == 1 ? " zone" : " zones") +
                  " can be used.";
  return report;
}

Reply<sdk::Capacity> CloudstackProvisioner::capacity(const sdk::Call& call,
                                                     const sdk::ReadCapacity& request) {
  const auto accounts = client_.all(call, cloudOf(call, request), "listAccounts", "account");
  if (accounts.empty()) throw MappingError{"it shows no account"};
  const auto& account = accounts.front();
  sdk::Capacity capacity;
  capacity.accounts = someNumber(account, "vmtotal");
  capacity.accountLimit = limitOf(account, "vmlimit");
  capacity.addresses = limitOf(account, "iplimit");
  capacity.freeAddresses = limitOf(account, "ipavailable");
  return capacity;
}

Reply<sdk::AccountPage> CloudstackProvisioner::accounts(const sdk::Call& call,
                                                        const sdk::ListAccounts& request) {
  const auto cloud = cloudOf(call, request);
  const int number = pageOf(request.cursor);
  const auto listed = client_.page(call, cloud, "listVirtualMachines", "virtualmachine",
                                   {{"keyword", "hostler-"}, {"listall", "true"}}, number,
                                   pageSizeOf(request.limit));
  sdk::AccountPage page;
  for (const auto& entry : listed.items) {
    auto vm = toVirtualMachine(entry);
    if (!vm.reference().empty() && !vm.isGone()) page.accounts.push_back(std::move(vm.account));
  }
  if (listed.hasMore) page.nextCursor = std::to_string(number + 1);
  return page;
}

}  // namespace hostler::cloudstack
