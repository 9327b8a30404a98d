#include "mapping.h"

#include "names.h"
#include "record_content.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace hostler::powerdns {
namespace {

using sdk::Json;

const Json& at(const Json& object, const char* name) {
  if (!object.is_object()) throw MappingError{std::string{"no object that has "} + name};
  const auto found = object.find(name);
  if (found == object.end()) throw MappingError{std::string{name} + " is missing"};
  return *found;
}

std::string text(const Json& object, const char* name) {
  const auto& value = at(object, name);
  if (!value.is_string()) throw MappingError{std::string{name} + " is no text"};
  return value.get<std::string>();
}

std::int64_t whole(const Json& object, const char* name) {
  const auto& value = at(object, name);
  if (!value.is_number_integer()) throw MappingError{std::string{name} + " is no whole number"};
  return value.get<std::int64_t>();
}

bool flag(const Json& object, const char* name, bool fallback) {
  const auto found = object.find(name);
  if (found == object.end()) return fallback;
  if (!found->is_boolean()) throw MappingError{std::string{name} + " is neither true nor false"};
  return found->get<bool>();
}

const Json& list(const Json& value, const char* name) {
  if (!value.is_array()) throw MappingError{std::string{name} + " is no list"};
  return value;
}

sdk::RecordSet toRecordSet(const Json& json) {
  sdk::RecordSet set;
  set.name = lowered(withoutDot(text(json, "name")));
  set.type = text(json, "type");
  const auto ttl = whole(json, "ttl");
  if (!std::in_range<int>(ttl)) throw MappingError{"ttl is out of range"};
  set.ttl = static_cast<int>(ttl);
  for (const auto& record : list(at(json, "records"), "records")) {
    if (!flag(record, "disabled", false))
      set.values.push_back(valueOf(set.type, text(record, "content")));
  }
  return set;
}

// "33085 13 2 1f8188345bd…"
sdk::DelegationSigner toSigner(const std::string& text) {
  std::istringstream words{text};
  sdk::DelegationSigner signer;
  words >> signer.keyTag >> signer.algorithm >> signer.digestType >> signer.digest;
  if (words.fail()) throw MappingError{"ds is no DS record"};
  signer.digest = lowered(signer.digest);
  return signer;
}

bool isGoodDigest(const sdk::DelegationSigner& signer) {
  return signer.digestType == 2 || signer.digestType == 4;
}

std::string idOf(const Json& key) {
  const auto& id = at(key, "id");
  if (id.is_string()) return id.get<std::string>();
  return std::to_string(whole(key, "id"));
}

Json setChange(const sdk::RecordSet& set, const char* changetype) {
  return {{"name", absolute(set.name)}, {"type", set.type}, {"changetype", changetype}};
}

}  // namespace

sdk::Zone toZone(const Json& json) {
  sdk::Zone zone;
  zone.name = lowered(withoutDot(text(json, "name")));
  zone.dnssec = flag(json, "dnssec", false);
  zone.serial = whole(json, "serial");
  if (json.contains("account")) zone.reference = text(json, "account");
  for (const auto& each : list(at(json, "rrsets"), "rrsets")) {
    auto set = toRecordSet(each);
    if (set.values.empty() || set.type == "SOA") continue;
    if (set.name == zone.name && set.type == "NS") zone.nameservers = set.values;
    zone.records.push_back(std::move(set));
  }
  return zone;
}

std::vector<std::string> toZoneNames(const Json& json) {
  std::vector<std::string> names;
  for (const auto& zone : list(json, "the list of zones"))
    names.push_back(lowered(withoutDot(text(zone, "name"))));
  std::ranges::sort(names);
  return names;
}

sdk::Dnssec toDnssec(bool on, const Json& cryptokeys) {
  sdk::Dnssec dnssec{on, {}, {}};
  for (const auto& each : list(cryptokeys, "the list of keys")) {
    sdk::DnssecKey key{idOf(each), text(each, "keytype"), flag(each, "active", false),
                       text(each, "dnskey")};
    if (key.active && key.type != "zsk" && each.contains("ds")) {
      for (const auto& ds : list(each["ds"], "ds")) {
        if (!ds.is_string()) throw MappingError{"ds is no text"};
        auto signer = toSigner(ds.get<std::string>());
        if (isGoodDigest(signer)) dnssec.signers.push_back(std::move(signer));
      }
    }
    dnssec.keys.push_back(std::move(key));
  }
  return dnssec;
}

Json rrsetChanges(const sdk::ChangeRecords& change) {
  Json sets = Json::array();
  for (const auto& set : change.replace) {
    auto json = setChange(set, "REPLACE");
    json["ttl"] = set.ttl;
    json["records"] = Json::array();
    for (const auto& value : set.values)
      json["records"].push_back({{"content", contentOf(set.type, value)}, {"disabled", false}});
    sets.push_back(std::move(json));
  }
  for (const auto& set : change.remove) sets.push_back(setChange(set, "DELETE"));
  return {{"rrsets", std::move(sets)}};
}

}  // namespace hostler::powerdns
