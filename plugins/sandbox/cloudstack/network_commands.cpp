#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

constexpr const char* kKind = "network";

std::string prefixOf(const std::string& netmask) {
  int bits = 0;
  std::string part;
  for (const char c : netmask + ".") {
    if (c != '.') {
      part += c;
      continue;
    }
    for (unsigned value = part.empty() ? 0u : static_cast<unsigned>(std::stoi(part)); value != 0;
         value &= value - 1)
      ++bits;
    part.clear();
  }
  return "/" + std::to_string(bits);
}

// At once, and no job.
Json create(CommandCall& call) {
  const auto& zone = call.cloud.need("zone", call.param("zoneid"), "zoneid");
  (void)call.cloud.need("networkoffering", call.param("networkofferingid"), "networkofferingid");
  const auto gateway = call.param("gateway", "10.1.1.1");
  const auto netmask = call.param("netmask", "255.255.255.0");
  if (call.has("gateway") != call.has("netmask"))
    refuse("Gateway and netmask must be specified together");
  if ((gateway + netmask).find_first_not_of("0123456789.") != std::string::npos)
    refuse("Invalid gateway or netmask");
  auto first = gateway;
  first.replace(first.rfind('.') + 1, std::string::npos, "0");
  const auto& network =
      call.cloud.add(kKind, {{"name", call.param("name")},
                             {"displaytext", call.param("displaytext", call.param("name"))},
                             {"type", "Isolated"},
                             {"state", "Allocated"},
                             {"zoneid", zone.at("id")},
                             {"zonename", zone.at("name")},
                             {"networkofferingid", call.param("networkofferingid")},
                             {"gateway", gateway},
                             {"netmask", netmask},
                             {"cidr", first + prefixOf(netmask)},
                             {"account", call.who.account}});
  return resultOf(kKind, network);
}

Json remove(CommandCall& call) {
  const auto id = call.param("id");
  (void)call.cloud.need(kKind, id);
  for (const auto& [machine, vm] : call.cloud.of("virtualmachine")) {
    for (const auto& nic : vm.at("nic")) {
      if (nic.at("networkid") == id)
        refuse("Can't delete the network, not all user vms are expunged. Vm " + machine);
    }
  }
  return call.begin("Network", id, [id](Cloud& later) {
    later.remove(kKind, id);
    return success();
  });
}

}  // namespace

void addNetworkCommands(CommandTable& table) {
  table["listNetworks"] = {
      {}, false, [](CommandCall& call) {
        return listed(call, kKind, kKind, {{"zoneid", "zoneid"}, {"type", "type"}});
      }};
  table["createNetwork"] = {{"name", "networkofferingid", "zoneid"}, false, create};
  table["deleteNetwork"] = {{"id"}, true, remove};
}

}  // namespace hostler::sandbox::cloudstack
