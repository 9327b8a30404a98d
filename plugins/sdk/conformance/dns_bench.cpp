#include "dns_bench.h"

namespace hostler::conformance {

using sdk::Json;

namespace {

std::string withoutDot(std::string name) {
  if (name.ends_with('.')) name.pop_back();
  return name;
}

}  // namespace

Json zoneRequest(const std::string& name, const std::string& reference) {
  return {{"reference", reference},
          {"name", name + ".example"},
          {"nameservers", Json::array({"ns1.host.example", "ns2.host.example"})}};
}

Json makeZone(Bench& bench, const std::string& name, const std::string& reference) {
  return bench.succeed("create_zone", zoneRequest(name, reference));
}

Json locateZone(Bench& bench, const std::string& name) {
  return bench.succeed("locate", {{"name", name + ".example"}}).at("zone");
}

Json recordSet(const std::string& name, const std::string& type, const Json& values, int ttl) {
  return {{"name", name}, {"type", type}, {"ttl", ttl}, {"values", values}};
}

Json changeRequest(const std::string& name, const Json& replace, const Json& remove) {
  return {{"name", name + ".example"}, {"replace", replace}, {"remove", remove}};
}

Json bookedZones(Bench& bench, const std::string& name) {
  Json found = Json::array();
  for (const auto& zone : bench.booked("create_zone")) {
    if (withoutDot(zone.at("name")) == name + ".example") found.push_back(zone);
  }
  return found;
}

Json bookedSets(Bench& bench, const std::string& name, const std::string& type) {
  Json found = Json::array();
  for (const auto& zone : bench.booked("create_zone")) {
    for (const auto& set : zone.at("rrsets")) {
      if (withoutDot(set.at("name")) == name && set.at("type") == type) found.push_back(set);
    }
  }
  return found;
}

Json setIn(const Json& records, const std::string& name, const std::string& type) {
  for (const auto& set : records) {
    if (set.at("name") == name && set.at("type") == type) return set;
  }
  return nullptr;
}

}  // namespace hostler::conformance
