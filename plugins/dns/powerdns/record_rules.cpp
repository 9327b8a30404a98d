#include "record_rules.h"

#include "names.h"
#include "record_content.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace hostler::powerdns {
namespace {

constexpr std::size_t kMostSets = 500, kMostValues = 200;
constexpr std::int64_t kLongestTtl = 2'147'483'647;  // RFC 2181 section 8

using Fault = std::optional<sdk::ProviderError>;

Fault bad(const sdk::RecordSet& set, const std::string& why) {
  return sdk::permanent("bad_record", set.name + " " + set.type + ": " + why);
}

Fault placeFault(const sdk::RecordSet& set, const std::string& zone) {
  if (!isRecordName(set.name)) return sdk::permanent("bad_record", "a record's name is not a name");
  if (!isInZone(set.name, zone)) {
    return sdk::permanent("out_of_zone", set.name + " does not lie in " + zone);
  }
  if (!isWritableType(set.type)) return bad(set, "records of this type are not written here");
  return std::nullopt;
}

Fault valuesFault(const sdk::RecordSet& set) {
  if (set.values.empty()) return bad(set, "has no value; a set is removed by `remove`");
  if (set.values.size() > kMostValues) return bad(set, "has too many values");
  const bool isSingle = set.type == "CNAME" || set.type == "ALIAS";
  if (isSingle && set.values.size() > 1) return bad(set, "only one value is possible");
  std::set<std::string> seen;
  for (const auto& value : set.values) {
    try {
      if (!seen.insert(canonicalValue(set.type, value)).second)
        return bad(set, "has a value twice");
    } catch (const BadRecord& error) {
      return bad(set, std::string{"a value "} + error.what());
    }
  }
  return std::nullopt;
}

Fault replaceFault(const sdk::RecordSet& set, const std::string& zone, std::int64_t minimumTtl) {
  if (auto fault = placeFault(set, zone)) return fault;
  if (set.name == zone && (set.type == "CNAME" || set.type == "DS")) {
    return bad(set, "cannot stand at the top of a zone");
  }
  if (set.ttl < minimumTtl || set.ttl > kLongestTtl) {
    return bad(set, "the TTL must be at least " + std::to_string(minimumTtl) + " seconds");
  }
  return valuesFault(set);
}

Fault removeFault(const sdk::RecordSet& set, const std::string& zone) {
  if (auto fault = placeFault(set, zone)) return fault;
  if (set.name == zone && set.type == "NS") return bad(set, "a zone cannot be without");
  return std::nullopt;
}

const sdk::RecordSet* find(const sdk::Zone& zone, const sdk::RecordSet& wanted) {
  const auto found = std::ranges::find_if(zone.records, [&](const sdk::RecordSet& set) {
    return set.name == wanted.name && set.type == wanted.type;
  });
  return found == zone.records.end() ? nullptr : &*found;
}

// Throws BadRecord where the server holds what cannot be read.
bool isSame(const sdk::RecordSet& wanted, const sdk::RecordSet& there) {
  const auto spellings = [&](const sdk::RecordSet& set) {
    std::multiset<std::string> all;
    for (const auto& value : set.values) all.insert(canonicalValue(wanted.type, value));
    return all;
  };
  return wanted.ttl == there.ttl && spellings(wanted) == spellings(there);
}

}  // namespace

Fault faultOf(const sdk::ChangeRecords& change, std::int64_t minimumTtl) {
  const auto sets = change.replace.size() + change.remove.size();
  if (sets == 0 || sets > kMostSets) {
    return sdk::permanent("bad_request", "replace and remove together name no set, or too many");
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& set : change.replace) {
    if (auto fault = replaceFault(set, change.name, minimumTtl)) return fault;
    if (!seen.emplace(set.name, set.type).second) return bad(set, "is named twice");
  }
  for (const auto& set : change.remove) {
    if (auto fault = removeFault(set, change.name)) return fault;
    if (!seen.emplace(set.name, set.type).second) return bad(set, "is named twice");
  }
  return std::nullopt;
}

bool isAsWanted(const sdk::Zone& zone, const sdk::ChangeRecords& change) {
  try {
    const bool removed = std::ranges::none_of(
        change.remove, [&](const sdk::RecordSet& set) { return find(zone, set) != nullptr; });
    return removed && std::ranges::all_of(change.replace, [&](const sdk::RecordSet& set) {
             const auto* there = find(zone, set);
             return there != nullptr && isSame(set, *there);
           });
  } catch (const BadRecord&) {
    return false;
  }
}

}  // namespace hostler::powerdns
