// What truly exists, for who controls the sandbox: the API's own documents, and beside them what
// would otherwise have to be gathered from several.
#include "plugins/sandbox/digitalocean/team.h"

namespace hostler::sandbox::digitalocean {
namespace {

Json booked(const Team& team, const Json& entity) {
  auto entry = entity;
  entry["account"] = team.id;
  return entry;
}

void addAll(const Team& team, Json& book, const char* list, const Entities& entities) {
  if (!book.contains(list)) book[list] = Json::array();
  for (const auto& entity : entities) book[list].push_back(booked(team, entity));
}

void addDroplets(const Team& team, Json& book) {
  for (const auto& droplet : team.droplets) {
    auto entry = booked(team, droplet);
    const auto done = team.done.find(idText(droplet));
    entry["done"] = done == team.done.end() ? Json::object() : Json(done->second);
    for (const auto* bulky : {"size", "region", "image"}) entry.erase(bulky);
    entry["region"] = droplet["region"]["slug"];
    entry["image"] = droplet["image"]["slug"];
    book["droplets"].push_back(std::move(entry));
  }
}

void addFirewalls(const Team& team, Json& book) {
  for (const auto& firewall : team.firewalls) {
    auto entry = booked(team, firewall);
    entry["behind"] = firewall["droplet_ids"];
    for (const auto& droplet : team.droplets) {
      for (const auto& tag : firewall["tags"]) {
        if (holds(droplet["tags"], tag)) entry["behind"].push_back(droplet["id"]);
      }
    }
    entry["guards"] = !entry["behind"].empty();
    const auto& rules = firewall["inbound_rules"];
    entry["ports"] = rules.empty() ? Json("") : rules[0].value("ports", Json(""));
    entry.erase("status");  // moves while nobody changes it
    book["firewalls"].push_back(std::move(entry));
  }
}

void addBalancers(const Team& team, Json& book) {
  for (const auto& balancer : team.balancers) {
    auto entry = booked(team, balancer);
    entry["balances"] = !balancer["droplet_ids"].empty();
    entry["entry_ports"] = Json::array();
    for (const auto& rule : balancer["forwarding_rules"])
      entry["entry_ports"].push_back(rule["entry_port"]);
    book["load_balancers"].push_back(std::move(entry));
  }
}

}  // namespace

void addToBook(const Team& team, Json& book) {
  for (const auto* list : {"droplets", "firewalls", "load_balancers", "volumes", "reserved_ips",
                           "clusters", "databases", "vpcs"}) {
    if (!book.contains(list)) book[list] = Json::array();
  }
  addDroplets(team, book);
  addFirewalls(team, book);
  addBalancers(team, book);
  addAll(team, book, "snapshots", team.snapshots);
  addAll(team, book, "images", team.images);
  addAll(team, book, "ssh_keys", team.keys);
  for (const auto& volume : team.volumes) {
    auto entry = booked(team, volume);
    entry["attached"] = !volume["droplet_ids"].empty();
    book["volumes"].push_back(std::move(entry));
  }
  for (const auto& address : team.addresses) {
    const auto& droplet = address["droplet"];
    book["reserved_ips"].push_back(
        {{"ip", address["ip"]},
         {"droplet_id", droplet.is_object() ? droplet["id"] : Json(nullptr)},
         {"account", team.id}});
  }
  for (const auto& cluster : team.clusters) {
    auto entry = booked(team, cluster);
    int nodes = 0;
    for (const auto& pool : cluster["node_pools"]) nodes += pool["count"].get<int>();
    entry["nodes"] = nodes;
    book["clusters"].push_back(std::move(entry));
  }
  for (const auto& database : team.databases) {
    auto entry = booked(team, database);
    entry.erase("connection");
    book["databases"].push_back(std::move(entry));
  }
  for (const auto& network : team.networks) {
    if (network["default"] == false) book["vpcs"].push_back(booked(team, network));
  }
}

}  // namespace hostler::sandbox::digitalocean
