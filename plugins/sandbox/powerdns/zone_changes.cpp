// What POST and PATCH do to a zone, and what of them is refused.
#include "plugins/sandbox/powerdns/zone_state.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace hostler::sandbox::powerdns {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"Native", "Master", "Slave"};

std::string textIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_string())
    throw Refusal{422, std::string{"Key '"} + name + "' not present or not a String"};
  return found->get<std::string>();
}

std::string canonicalIn(const Json& json, const char* name) {
  auto text = textIn(json, name);
  if (!isCanonical(text)) throw Refusal{422, "DNS Name '" + text + "' is not canonical"};
  return text;
}

const Json& listIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array())
    throw Refusal{422, std::string{"Key '"} + name + "' not present or not an Array"};
  return *found;
}

std::string about(const std::string& name, const std::string& type) {
  return "RRset " + name + " IN " + type;
}

void checkPlace(const DnsZone& zone, const std::string& name, const std::string& type) {
  const bool isInside = name == zone.name || name.ends_with("." + zone.name);
  if (!isInside) throw Refusal{422, about(name, type) + ": Name is out of zone"};
}

RecordGroup groupIn(const Json& json, const std::string& name, const std::string& type) {
  RecordGroup group;
  const auto ttl = json.find("ttl");
  if (ttl == json.end() || !ttl->is_number_integer() || ttl->get<std::int64_t>() < 0)
    throw Refusal{422, "Key 'ttl' not an Integer or not present"};
  group.ttl = ttl->get<std::int64_t>();
  std::set<std::string> seen;
  for (const auto& each : listIn(json, "records")) {
    DnsRecord record{textIn(each, "content"), each.value("disabled", false)};
    checkContent(name, type, record.content);
    if (!seen.insert(record.content).second)
      throw Refusal{422, "Duplicate record in " + about(name, type) + " with content \"" +
                             record.content + "\""};
    group.records.push_back(std::move(record));
  }
  const bool isSingle = type == "CNAME" || type == "SOA";
  if (isSingle && group.records.size() > 1)
    throw Refusal{422, about(name, type) + " has more than one record"};
  return group;
}

// A CNAME suffers nothing beside it (RFC 2181 10.1).
void checkConflicts(const DnsZone& zone) {
  for (const auto& [key, group] : zone.groups) {
    if (key.second != "CNAME") continue;
    const bool isAlone = std::ranges::none_of(zone.groups, [&](const auto& other) {
      return other.first.first == key.first && other.first.second != "CNAME";
    });
    if (!isAlone)
      throw Refusal{422, about(key.first, "CNAME") + ": Conflicts with pre-existing RRset"};
  }
}

void place(DnsZone& zone, const Json& json) {
  const auto name = canonicalIn(json, "name"), type = textIn(json, "type");
  checkPlace(zone, name, type);
  auto group = groupIn(json, name, type);
  if (group.records.empty()) {
    zone.groups.erase({name, type});
  } else {
    zone.groups[{name, type}] = std::move(group);
  }
}

// With a word that it does not know the real server logs a line, and the serial stays as it is.
bool movesSerial(const DnsZone& zone) {
  static constexpr std::array<std::string_view, 5> kWords{"DEFAULT", "INCREASE", "EPOCH",
                                                          "SOA-EDIT", "SOA-EDIT-INCREASE"};
  return std::ranges::find(kWords, zone.soaEditApi) != kWords.end();
}

// The serial in the SOA's third place follows the zone's.
void writeSerial(DnsZone& zone) {
  const auto soa = zone.groups.find({zone.name, "SOA"});
  if (soa == zone.groups.end()) return;
  std::istringstream words{soa->second.records.front().content};
  std::string server, contact, old, rest;
  words >> server >> contact >> old;
  std::getline(words, rest);
  soa->second.records.front().content =
      server + " " + contact + " " + std::to_string(zone.serial) + rest;
}

}  // namespace

DnsZone makeZone(const Json& body, std::int64_t firstSerial) {
  DnsZone zone;
  zone.name = canonicalIn(body, "name");
  zone.kind = textIn(body, "kind");
  if (std::ranges::find(kKinds, zone.kind) == kKinds.end())
    throw Refusal{422, "Unknown zone kind '" + zone.kind + "'"};
  zone.account = body.value("account", "");
  zone.soaEditApi = body.value("soa_edit_api", "DEFAULT");
  zone.apiRectify = body.value("api_rectify", false);
  zone.serial = movesSerial(zone) ? firstSerial : 0;
  if (body.contains("rrsets")) {
    for (const auto& set : listIn(body, "rrsets")) place(zone, set);
  }
  RecordGroup servers;
  if (body.contains("nameservers")) {
    for (const auto& name : listIn(body, "nameservers")) {
      if (!name.is_string() || !isCanonical(name.get<std::string>()))
        throw Refusal{422, "Nameserver is not canonical: '" + name.dump() + "'"};
      servers.records.push_back({name.get<std::string>(), false});
    }
  }
  if (!servers.records.empty()) zone.groups[{zone.name, "NS"}] = std::move(servers);
  zone.groups.try_emplace({zone.name, "SOA"},
                          RecordGroup{3600,
                                      {{"a.misconfigured.dns.server.invalid. hostmaster." +
                                            zone.name + " 0 10800 3600 604800 3600",
                                        false}}});
  checkConflicts(zone);
  writeSerial(zone);
  return zone;
}

DnsZone changedZone(DnsZone zone, const Json& body) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& set : listIn(body, "rrsets")) {
    const auto name = canonicalIn(set, "name"), type = textIn(set, "type"),
               change = textIn(set, "changetype");
    checkPlace(zone, name, type);
    if (!seen.emplace(name, type).second)
      throw Refusal{422, "Duplicate RRset " + name + " IN " + type + " with changetype: " + change};
    if (change == "DELETE") {
      zone.groups.erase({name, type});
    } else if (change == "REPLACE") {
      place(zone, set);
    } else {
      throw Refusal{422, "Changetype not understood"};
    }
  }
  checkConflicts(zone);
  if (movesSerial(zone)) ++zone.serial;
  writeSerial(zone);
  return zone;
}

}  // namespace hostler::sandbox::powerdns
