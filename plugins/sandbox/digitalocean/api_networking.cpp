// Reserved addresses, firewalls, load balancers and VPCs.
#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>
#include <cctype>

namespace hostler::sandbox::digitalocean {
namespace {

bool isName(const std::string& name) {
  return !name.empty() && name.size() <= 255 && std::isalnum(static_cast<unsigned char>(name[0])) &&
         std::ranges::all_of(
             name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
}

std::string nameIn(const Json& body) {
  const auto name = textIn(body, "name");
  if (!isName(name)) throw unprocessable("name has invalid characters.");
  return name;
}

Json dropletIds(ApiCall& call) {
  const auto ids = call.body.value("droplet_ids", Json::array());
  if (!ids.is_array()) throw unprocessable("droplet_ids must be a list.");
  for (const auto& id : ids) {
    if (!id.is_number_integer()) throw unprocessable("droplet_ids must be numbers.");
    existing(call.team.droplets, id.dump());
  }
  return ids;
}

ApiAnswer addAddress(ApiCall& call) {
  allowOnly(call.body, {"droplet_id", "region", "project_id"});
  Json droplet;
  if (call.body.contains("droplet_id")) {
    numberIn(call.body, "droplet_id", 1, std::int64_t{1} << 40);
    droplet = existing(call.team.droplets, call.body["droplet_id"].dump());
    for (const auto& address : call.team.addresses) {
      if (address["droplet"].is_object() && address["droplet"]["id"] == droplet["id"])
        throw unprocessable("The Droplet already has a reserved IP.");
    }
  }
  const auto& region =
      regionCalled(droplet.is_null() ? textIn(call.body, "region")
                                     : droplet["region"]["slug"].get<std::string>());
  const auto ip = "203.0.113." + std::to_string(call.team.nextNumber++ % 250 + 1);
  call.team.addresses.push_back({{"ip", ip},
                                 {"region", region},
                                 {"droplet", droplet},
                                 {"locked", false},
                                 {"project_id", "746c6152-2fa2-11ed-92d3-27aaa54e4988"}});
  return {{{"reserved_ip", call.team.addresses.back()}, {"links", Json::object()}}, 202};
}

void checkRules(const Json& body, const char* list, const char* side) {
  for (const auto& rule : body.value(list, Json::array())) {
    const auto protocol = textIn(rule, "protocol");
    if (protocol != "tcp" && protocol != "udp" && protocol != "icmp")
      throw unprocessable("protocol must be tcp, udp or icmp.");
    if (protocol != "icmp") textIn(rule, "ports");
    if (!rule.contains(side) || !rule[side].is_object() || rule[side].empty())
      throw unprocessable(std::string{side} + " is required.");
  }
}

void setFirewall(ApiCall& call, Json& firewall) {
  const auto& body = call.body;
  allowOnly(body, {"name", "inbound_rules", "outbound_rules", "droplet_ids", "tags"});
  const auto name = nameIn(body);
  for (const auto& other : call.team.firewalls) {
    if (other["name"] == name && other["id"] != firewall.value("id", Json()))
      throw Refusal{409, "conflict", "duplicate name"};
  }
  checkRules(body, "inbound_rules", "sources");
  checkRules(body, "outbound_rules", "destinations");
  if (body.value("inbound_rules", Json::array()).empty() &&
      body.value("outbound_rules", Json::array()).empty())
    throw unprocessable("must have at least one rule");
  for (const auto& tag : body.value("tags", Json::array())) {
    if (!call.team.tags.contains(tag.get<std::string>())) throw unprocessable("tag does not exist");
  }
  firewall["name"] = name;
  firewall["status"] = "waiting";
  firewall["droplet_ids"] = dropletIds(call);
  for (const char* list : {"inbound_rules", "outbound_rules", "tags"})
    firewall[list] = body.value(list, Json::array());
  firewall["pending_changes"] = Json::array();
}

void settle(Team& team, Json& firewall) {
  if (firewall["status"] == "waiting" && isThere(team, idText(firewall)))
    firewall["status"] = "succeeded";
}

void setBalancer(ApiCall& call, Json& balancer) {
  const auto& body = call.body;
  allowOnly(body, {"name", "region", "algorithm", "forwarding_rules", "droplet_ids", "vpc_uuid"});
  const auto rules = body.value("forwarding_rules", Json::array());
  if (!rules.is_array() || rules.empty()) throw unprocessable("forwarding_rules is required.");
  for (const auto& rule : rules) {
    allowOnly(rule, {"entry_protocol", "entry_port", "target_protocol", "target_port",
                     "certificate_id", "tls_passthrough"});
    textIn(rule, "entry_protocol");
    textIn(rule, "target_protocol");
    numberIn(rule, "entry_port", 1, 65'535);
    numberIn(rule, "target_port", 1, 65'535);
  }
  balancer["name"] = nameIn(body);
  balancer["region"] = regionCalled(textIn(body, "region"));
  balancer["algorithm"] = someTextIn(body, "algorithm", "round_robin");
  balancer["droplet_ids"] = dropletIds(call);
  balancer["forwarding_rules"] = rules;
  for (auto& rule : balancer["forwarding_rules"]) {
    if (!rule.contains("certificate_id")) rule["certificate_id"] = "";
    if (!rule.contains("tls_passthrough")) rule["tls_passthrough"] = false;
  }
}

void settleBalancer(Team& team, Json& balancer) {
  if (balancer["status"] != "new" || !isThere(team, idText(balancer))) return;
  balancer["status"] = "active";
  balancer["ip"] = "198.51.100.7";
}

ApiAnswer addBalancer(ApiCall& call) {
  Json balancer{{"id", newUuid()}, {"ip", ""}, {"status", "new"}, {"tag", ""}};
  balancer["created_at"] = timeText(call.now);
  balancer["vpc_uuid"] = someTextIn(call.body, "vpc_uuid");
  setBalancer(call, balancer);
  call.team.pollsLeft[idText(balancer)] = 2;
  call.team.balancers.push_back(balancer);
  return one("load_balancer", balancer, 202);
}

ApiAnswer aim(ApiCall& call, Json& balancer) {
  allowOnly(call.body, {"droplet_ids"});
  for (const auto& id : dropletIds(call)) {
    drop(balancer["droplet_ids"], id);
    if (call.method == "POST") balancer["droplet_ids"].push_back(id);
  }
  return nothing();
}

ApiAnswer addNetwork(ApiCall& call) {
  allowOnly(call.body, {"name", "description", "region", "ip_range"});
  const auto name = nameIn(call.body);
  const auto& region = regionCalled(textIn(call.body, "region"));
  const auto range = someTextIn(call.body, "ip_range", "10.108.0.0/20");
  for (const auto& network : call.team.networks) {
    if (network["name"] == name) throw unprocessable("name must be unique");
    if (network["ip_range"] == range && call.body.contains("ip_range"))
      throw unprocessable("This range/size overlaps with another VPC network in your account.");
  }
  const auto id = newUuid();
  call.team.networks.push_back({{"id", id},
                                {"urn", "do:vpc:" + id},
                                {"name", name},
                                {"description", someTextIn(call.body, "description")},
                                {"region", region["slug"]},
                                {"ip_range", range},
                                {"default", false},
                                {"created_at", timeText(call.now)}});
  return one("vpc", call.team.networks.back(), 201);
}

}  // namespace

Answer answerAddresses(ApiCall& call) {
  auto& addresses = call.team.addresses;
  if (call.path.empty() || call.path[0] != "reserved_ips") return std::nullopt;
  if (call.is("POST", {"reserved_ips"})) return addAddress(call);
  if (call.is("GET", {"reserved_ips"})) return listed(call, "reserved_ips", addresses);
  if (call.path.size() != 2) return std::nullopt;
  const auto ip = call.path[1];
  if (call.method == "GET") {
    advance(call.team, "reserved_ip", ip, call.now);
    return one("reserved_ip", existing(addresses, ip));
  }
  if (call.method != "DELETE") return std::nullopt;
  existing(addresses, ip);
  removeById(addresses, ip);
  return nothing();
}

Answer answerFirewalls(ApiCall& call) {
  auto& firewalls = call.team.firewalls;
  if (call.path.empty() || call.path[0] != "firewalls") return std::nullopt;
  if (call.is("POST", {"firewalls"})) {
    Json firewall{{"id", newUuid()}, {"created_at", timeText(call.now)}};
    setFirewall(call, firewall);
    call.team.pollsLeft[idText(firewall)] = 2;
    firewalls.push_back(firewall);
    return one("firewall", firewall, 202);
  }
  if (call.is("GET", {"firewalls"})) {
    for (auto& firewall : firewalls) settle(call.team, firewall);
    return listed(call, "firewalls", firewalls);
  }
  if (call.path.size() != 2) return std::nullopt;
  auto& firewall = existing(firewalls, call.path[1]);
  if (call.method == "GET") {
    settle(call.team, firewall);
    return one("firewall", firewall);
  }
  if (call.method == "PUT") {
    setFirewall(call, firewall);
    call.team.pollsLeft[idText(firewall)] = 2;
    return one("firewall", firewall);
  }
  if (call.method != "DELETE") return std::nullopt;
  removeById(firewalls, call.path[1]);
  return nothing();
}

Answer answerBalancers(ApiCall& call) {
  auto& balancers = call.team.balancers;
  if (call.path.empty() || call.path[0] != "load_balancers") return std::nullopt;
  if (call.is("POST", {"load_balancers"})) return addBalancer(call);
  if (call.is("GET", {"load_balancers"})) {
    for (auto& balancer : balancers) settleBalancer(call.team, balancer);
    return listed(call, "load_balancers", balancers);
  }
  if (call.path.size() < 2) return std::nullopt;
  auto& balancer = existing(balancers, call.path[1]);
  if (call.is("POST", {"load_balancers", "*", "droplets"}) ||
      call.is("DELETE", {"load_balancers", "*", "droplets"}))
    return aim(call, balancer);
  if (call.path.size() != 2) return std::nullopt;
  if (call.method == "GET") {
    settleBalancer(call.team, balancer);
    return one("load_balancer", balancer);
  }
  if (call.method == "PUT") {
    setBalancer(call, balancer);
    return one("load_balancer", balancer);
  }
  if (call.method != "DELETE") return std::nullopt;
  removeById(balancers, call.path[1]);
  return nothing();
}

Answer answerNetworks(ApiCall& call) {
  auto& networks = call.team.networks;
  if (call.path.empty() || call.path[0] != "vpcs") return std::nullopt;
  if (call.is("POST", {"vpcs"})) return addNetwork(call);
  if (call.is("GET", {"vpcs"})) return listed(call, "vpcs", networks);
  if (call.path.size() != 2) return std::nullopt;
  const auto& network = existing(networks, call.path[1]);
  if (call.method == "GET") return one("vpc", network);
  if (call.method != "DELETE") return std::nullopt;
  const bool isUsed = std::ranges::any_of(call.team.droplets, [&](const Json& droplet) {
    return droplet["vpc_uuid"] == network["id"];
  });
  if (network["default"] == true || isUsed)
    throw Refusal{403, "forbidden", "Can not delete VPC with members."};
  removeById(networks, call.path[1]);
  return nothing();
}

}  // namespace hostler::sandbox::digitalocean
