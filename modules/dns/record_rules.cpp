#include "modules/dns/record_rules.h"

#include "modules/dns/record_values.h"

#include <algorithm>
#include <map>

namespace hostler {
namespace {

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

bool isServiceName(const std::string& relative) {
  const auto dot = relative.find('.');
  return relative.starts_with('_') && dot != std::string::npos && dot + 1 < relative.size() &&
         relative[dot + 1] == '_';
}

// What a type forbids at a place, whatever else stands there.
std::optional<RecordFault> placeFault(const RecordSet& set, const RecordRules& rules) {
  const bool isTop = set.name == rules.zone;
  if (isTop && set.type == "CNAME")
    return RecordFault{
        "cname_at_top",
        "the zone itself cannot be a CNAME (its name servers stand there); use ALIAS"};
  if (isTop && set.type == "DS")
    return RecordFault{"ds_at_top", "the DS records of this zone belong to its registrar"};
  if (isTop && set.type == "NS")
    return RecordFault{"managed", "the zone's own name servers are set by us"};
  if (set.type == "SRV" && !isServiceName(relativeName(set.name, rules.zone)))
    return RecordFault{"not_a_service", "an SRV record is named after its service: _sip._tcp"};
  if (set.name.starts_with("*.") && (set.type == "NS" || set.type == "DS"))
    return RecordFault{"wildcard", "a wildcard cannot be delegated"};
  return std::nullopt;
}

std::vector<std::string> readValues(const RecordBody& body, const std::string& type,
                                    const std::string& path, FieldErrors& errors) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < body.values.size(); ++i) {
    const auto field = FieldErrors::at(FieldErrors::under(path, "values"), i);
    const auto value = normalValue(type, body.values[i]);
    if (!value) {
      errors.add(field, value.error().code, value.error().message);
    } else if (std::ranges::find(values, *value) != values.end()) {
      errors.add(field, "duplicate", "stands here twice");
    } else {
      values.push_back(*value);
    }
  }
  std::ranges::sort(values);
  return values;
}

// CNAME and ALIAS have one target alone.
bool isSingle(const std::string& type) {
  return type == "CNAME" || type == "ALIAS";
}

std::optional<RecordSet> readOne(const RecordBody& body, const RecordRules& rules,
                                 const std::string& path, FieldErrors& errors) {
  const auto field = [&](const char* member) { return FieldErrors::under(path, member); };
  RecordSet set;
  bool good = true;
  const auto wrong = [&](const char* member, const RecordFault& fault) {
    errors.add(field(member), fault.code, fault.message);
    good = false;
  };
  set.type = upper(body.type);
  if (!isOfferedType(set.type)) {
    wrong("type", {"type_not_offered", "records of this type are not offered here"});
    return std::nullopt;
  }
  const auto name = ownerName(body.name, rules.zone);
  if (name) {
    set.name = *name;
    if (const auto fault = placeFault(set, rules))
      wrong(fault->code == "not_a_service" ? "name" : "type", *fault);
  } else {
    wrong("name", name.error());
  }
  set.ttl = body.ttl;
  if (set.ttl < kShortestTtl || set.ttl > kLongestTtl)
    wrong("ttl", {"out_of_range", "must be from 60 seconds to 604800 (a week)"});
  if (body.values.empty()) wrong("values", {"required", "must have a value"});
  set.values = readValues(body, set.type, path, errors);
  if (set.values.size() != body.values.size()) good = false;
  if (isSingle(set.type) && body.values.size() > 1)
    wrong("values", {"single_value", "a " + set.type + " has one target alone"});
  if (set.type == "MX" && set.values.size() > 1 &&
      std::ranges::find(set.values, "0 .") != set.values.end())
    wrong("values", {"null_mx_not_alone", "0 . says that no mail is taken, so it stands alone"});
  return good ? std::optional{std::move(set)} : std::nullopt;
}

}  // namespace

RecordSets readRecords(const std::vector<RecordBody>& bodies, const RecordRules& rules,
                       FieldErrors& errors) {
  RecordSets sets;
  std::map<std::pair<std::string, std::string>, std::string> fields;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto path = FieldErrors::at("records", i);
    auto set = readOne(bodies[i], rules, path, errors);
    if (!set) continue;
    if (!fields.emplace(std::pair{set->name, set->type}, path).second) {
      errors.add(path, "duplicate",
                 "all values of one name and type belong together; this name and type stand here "
                 "twice");
      continue;
    }
    sets.push_back(std::move(*set));
  }
  sortRecords(sets, rules.zone);
  return sets;
}

void checkTogether(const RecordSets& sets, const RecordRules& rules,
                   const std::function<std::string(const RecordSet&)>& fieldOf,
                   FieldErrors& errors) {
  std::map<std::string, std::vector<const RecordSet*>> byName;
  for (const auto& set : sets) byName[set.name].push_back(&set);
  const auto has = [&](const std::string& name, std::string_view type) {
    const auto at = byName.find(name);
    return at != byName.end() &&
           std::ranges::any_of(at->second, [&](const RecordSet* one) { return one->type == type; });
  };
  const auto shown = [&](const std::string& name) { return relativeName(name, rules.zone); };
  for (const auto& entry : byName) {
    const auto& name = entry.first;
    const auto& here = entry.second;
    for (const auto* set : here) {
      const auto at = [&](const char* member) { return FieldErrors::under(fieldOf(*set), member); };
      if (set->type == "CNAME" && here.size() > 1) {
        errors.add(at("type"), "cname_beside_others",
                   "a CNAME cannot stand beside other records of the same name: " + shown(name));
      }
      if (set->type == "ALIAS" && (has(name, "A") || has(name, "AAAA"))) {
        errors.add(at("type"), "alias_beside_addresses",
                   "an ALIAS stands for the addresses of its name, so it has none beside it: " +
                       shown(name));
      }
      if (set->type == "DS" && !has(name, "NS")) {
        errors.add(
            at("type"), "ds_without_ns",
            "DS records belong to a part of the zone that NS records delegate: " + shown(name));
      }
      if (set->type == "CNAME" || set->type == "ALIAS") {
        if (!set->values.empty() && set->values.front() == set->name)
          errors.add(FieldErrors::at(at("values"), 0), "points_to_itself",
                     shown(name) + " points to itself");
        continue;
      }
      if (set->type == "PTR") continue;
      for (std::size_t i = 0; i < set->values.size(); ++i) {
        const auto target = pointsTo(set->type, set->values[i]);
        if (target && has(*target, "CNAME")) {
          errors.add(FieldErrors::at(at("values"), i), "points_to_cname",
                     "must point to a name with addresses, and " + *target + " is a CNAME");
        }
      }
    }
  }
  if (countValues(sets) > rules.mostRecords) {
    errors.add("records", "too_many",
               "a zone has at most " + std::to_string(rules.mostRecords) + " records");
  }
}

}  // namespace hostler
