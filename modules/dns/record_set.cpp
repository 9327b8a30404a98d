#include "modules/dns/record_set.h"

#include "modules/dns/record_values.h"

#include <algorithm>

namespace hostler {

void RecordBody::describe(Shape<RecordBody>& shape) {
  shape.field("name", &RecordBody::name)
      .length(1, 254)
      .describedAs("relative to the zone, or the whole name; @ is the zone itself");
  shape.field("type", &RecordBody::type).length(1, 10);
  shape.field("ttl", &RecordBody::ttl).withDefault().describedAs("seconds");
  shape.field("values", &RecordBody::values).count(0, 100);
}

std::string relativeName(const std::string& name, const std::string& zone) {
  if (name == zone) return "@";
  return name.substr(0, name.size() - zone.size() - 1);
}

bool isInZone(std::string_view name, std::string_view zone) {
  return name == zone || (name.size() > zone.size() + 1 && name.ends_with(zone) &&
                          name[name.size() - zone.size() - 1] == '.');
}

RecordBody bodyOf(const RecordSet& set, const std::string& zone) {
  RecordBody body{relativeName(set.name, zone), set.type, set.ttl, set.values};
  if (set.type != "TXT") return body;
  for (auto& value : body.values) {
    // What would be read as something else, or cut, is shown in quotes, so that it can be sent
    // back.
    const bool isPlain = !value.starts_with('"') && !value.starts_with(' ') &&
                         !value.starts_with('\t') && !value.ends_with(' ') &&
                         !value.ends_with('\t');
    if (!isPlain) value = zoneFileValue("TXT", value);
  }
  return body;
}

std::vector<RecordBody> bodiesOf(const RecordSets& sets, const std::string& zone) {
  std::vector<RecordBody> bodies;
  bodies.reserve(sets.size());
  for (const auto& set : sets) bodies.push_back(bodyOf(set, zone));
  return bodies;
}

Json recordJson(const RecordSets& sets) {
  Json list = Json::array();
  for (const auto& set : sets) {
    list.push_back(
        {{"name", set.name}, {"type", set.type}, {"ttl", set.ttl}, {"values", Json(set.values)}});
  }
  return list;
}

RecordSets recordsOf(const Json& json) {
  RecordSets sets;
  for (const auto& one : json) {
    sets.push_back({one.at("name"), one.at("type"), one.at("ttl").get<int>(),
                    one.at("values").get<std::vector<std::string>>()});
  }
  return sets;
}

RecordSets providedRecords(const Json& json, const std::string& zone) {
  RecordSets sets;
  if (!json.is_array() || json.size() > 5'000) return sets;
  for (const auto& one : json) {
    RecordSet set;
    try {
      set = recordsOf(Json::array({one})).front();
    } catch (const Json::exception&) {
      continue;
    }
    const bool ours = isInZone(set.name, zone) && isOfferedType(set.type) &&
                      !(set.name == zone && set.type == "NS");
    if (!ours) continue;
    std::vector<std::string> values;
    for (const auto& value : set.values) {
      // A text is as it is: quotes at its beginning are its own.
      const auto normal =
          normalValue(set.type, set.type == "TXT" ? zoneFileValue("TXT", value) : value);
      if (normal) values.push_back(*normal);
    }
    if (values.empty()) continue;
    std::ranges::sort(values);
    values.erase(std::ranges::unique(values).begin(), values.end());
    set.values = std::move(values);
    sets.push_back(std::move(set));
  }
  sortRecords(sets, zone);
  return sets;
}

void sortRecords(RecordSets& sets, const std::string& zone) {
  std::ranges::sort(sets, [&](const RecordSet& a, const RecordSet& b) {
    const bool aIsTop = a.name == zone, bIsTop = b.name == zone;
    if (aIsTop != bIsTop) return aIsTop;
    return std::tie(a.name, a.type) < std::tie(b.name, b.type);
  });
}

const RecordSet* findSet(const RecordSets& sets, const std::string& name, const std::string& type) {
  const auto found = std::ranges::find_if(
      sets, [&](const RecordSet& set) { return set.name == name && set.type == type; });
  return found == sets.end() ? nullptr : &*found;
}

std::size_t countValues(const RecordSets& sets) {
  std::size_t count = 0;
  for (const auto& set : sets) count += set.values.size();
  return count;
}

}  // namespace hostler
