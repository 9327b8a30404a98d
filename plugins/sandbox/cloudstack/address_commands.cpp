// Public addresses, static NAT and the firewall at each of them.
#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "publicipaddress";

Json associate(CommandCall& call) {
  auto& cloud = call.cloud;
  if (!call.has("networkid") && !call.has("zoneid"))
    refuse("Unable to execute API command associateipaddress: networkid or zoneid is needed");
  std::string network = call.param("networkid"), zone = call.param("zoneid");
  if (!network.empty()) zone = cloud.need("network", network, "networkid").at("zoneid");
  const auto id = cloud
                      .add(kKind, {{"ipaddress", "203.0.113." + std::to_string(cloud.nextNumber)},
                                   {"associatednetworkid", network},
                                   {"zoneid", zone},
                                   {"issourcenat", false},
                                   {"isstaticnat", false},
                                   {"state", "Allocating"},
                                   {"allocated", timeText(cloud.now)}})
                      .at("id")
                      .get<std::string>();
  return call.begin(
      "IpAddress", id,
      [id](Cloud& later) {
        auto& ip = later.need(kKind, id);
        ip["state"] = "Allocated";
        return resultOf("ipaddress", ip);
      },
      true);
}

void removeRulesOf(Cloud& cloud, const std::string& address) {
  std::erase_if(cloud.of("firewallrule"),
                [&](const auto& entry) { return entry.second.at("ipaddressid") == address; });
  std::erase_if(cloud.of("loadbalancerrule"),
                [&](const auto& entry) { return entry.second.at("publicipid") == address; });
}

Json disassociate(CommandCall& call) {
  const auto id = call.param("id");
  auto& ip = call.cloud.need(kKind, id);
  if (ip.at("issourcenat") == true) refuse("ip address is used for source nat purposes");
  ip["state"] = "Releasing";
  return call.begin("IpAddress", id, [id](Cloud& later) {
    removeRulesOf(later, id);
    later.remove(kKind, id);
    return success();
  });
}

// At once, and no job.
Json enableStaticNat(CommandCall& call) {
  auto& ip = call.cloud.need(kKind, call.param("ipaddressid"), "ipaddressid");
  const auto& vm =
      call.cloud.need("virtualmachine", call.param("virtualmachineid"), "virtualmachineid");
  if (ip.at("issourcenat") == true) refuse("Can't enable static, ip address is a sourceNat ip");
  if (ip.at("isstaticnat") == true && ip.value("virtualmachineid", "") != vm.at("id"))
    refuse("Failed to enable static nat, the ip address is in use by another vm");
  const auto isInNetwork = std::ranges::any_of(vm.at("nic"), [&](const Json& nic) {
    return nic.at("networkid") == ip.at("associatednetworkid");
  });
  if (!isInNetwork) refuse("Vm doesn't belong to the network of the ip address");
  ip["isstaticnat"] = true;
  ip["virtualmachineid"] = vm.at("id");
  ip["virtualmachinename"] = vm.at("name");
  return success();
}

Json disableStaticNat(CommandCall& call) {
  const auto id = call.param("ipaddressid");
  if (call.cloud.need(kKind, id, "ipaddressid").at("isstaticnat") != true)
    refuse("Specified IP address id is not associated with any vm Id");
  return call.begin("IpAddress", id, [id](Cloud& later) {
    auto& ip = later.need(kKind, id);
    ip["isstaticnat"] = false;
    ip.erase("virtualmachineid");
    ip.erase("virtualmachinename");
    return success();
  });
}

Json createRule(CommandCall& call) {
  const auto address = call.param("ipaddressid");
  (void)call.cloud.need(kKind, address, "ipaddressid");
  Json rule{{"ipaddressid", address},
            {"protocol", call.param("protocol")},
            {"cidrlist", call.param("cidrlist", "0.0.0.0/0")},
            {"state", "Add"}};
  for (const char* port : {"startport", "endport"}) {
    if (call.has(port)) rule[port] = call.number(port);
  }
  const bool isTaken = std::ranges::any_of(call.cloud.of("firewallrule"), [&](const auto& entry) {
    const auto& other = entry.second;
    return other.at("ipaddressid") == address && other.at("protocol") == rule.at("protocol") &&
           other.value("startport", Json()) == rule.value("startport", Json()) &&
           other.value("endport", Json()) == rule.value("endport", Json()) &&
           other.at("cidrlist") == rule.at("cidrlist");
  });
  if (isTaken) refuse(537, 4385, "The range specified conflicts with an existing firewall rule");
  const auto id = call.cloud.add("firewallrule", rule).at("id").get<std::string>();
  return call.begin(
      "FirewallRule", id,
      [id](Cloud& later) {
        auto& made = later.need("firewallrule", id);
        made["state"] = "Active";
        return resultOf("firewallrule", made);
      },
      true);
}

Json deleteRule(CommandCall& call) {
  const auto id = call.param("id");
  call.cloud.need("firewallrule", id)["state"] = "Revoke";
  return call.begin("FirewallRule", id, [id](Cloud& later) {
    later.remove("firewallrule", id);
    return success();
  });
}

}  // namespace

void addAddressCommands(CommandTable& table) {
  table["listPublicIpAddresses"] = {{}, false, [](CommandCall& call) {
                                      return listed(call, kKind, kKind,
                                                    {{"associatednetworkid", "associatednetworkid"},
                                                     {"isstaticnat", "isstaticnat"},
                                                     {"issourcenat", "issourcenat"},
                                                     {"zoneid", "zoneid"}});
                                    }};
  table["associateIpAddress"] = {{}, true, associate};
  table["disassociateIpAddress"] = {{"id"}, true, disassociate};
  table["enableStaticNat"] = {{"ipaddressid", "virtualmachineid"}, false, enableStaticNat};
  table["disableStaticNat"] = {{"ipaddressid"}, true, disableStaticNat};
  table["createFirewallRule"] = {{"ipaddressid", "protocol"}, true, createRule};
  table["deleteFirewallRule"] = {{"id"}, true, deleteRule};
  table["listFirewallRules"] = {
      {}, false, [](CommandCall& call) {
        return listed(call, "firewallrule", "firewallrule", {{"ipaddressid", "ipaddressid"}});
      }};
  table["listPortForwardingRules"] = {{}, false, [](CommandCall& call) {
                                        return listed(call, "portforwardingrule",
                                                      "portforwardingrule",
                                                      {{"ipaddressid", "ipaddressid"}});
                                      }};
}

}  // namespace hostler::sandbox::cloudstack
