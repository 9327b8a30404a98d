#include "record_mapping.h"

#include "mapping.h"
#include "names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sstream>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::RecordSet;
using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 6> kWritable{"A", "AAAA", "CNAME", "MX", "SRV", "TXT"};
constexpr int kShortestTtl = 600, kLongestTtl = 604'800;

Words wordsOf(const std::string& text) {
  std::istringstream in{text};
  Words words;
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

std::optional<int> numberOf(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > 65535)
    return std::nullopt;
  return number;
}

int numberIn(const Json& record, const char* name) {
  const auto found = record.find(name);
  if (found == record.end() || found->is_null()) return 0;
  if (!found->is_number_unsigned() || *found > 2'147'483'647)
    throw MappingError{std::string{name} + " is not a number"};
  return found->get<int>();
}

// "_sip._tcp.voice.acme.example" as service, protocol and what is left of the name.
struct Service {
  std::string service, protocol, rest;
};
std::optional<Service> serviceOf(const std::string& name) {
  const auto first = name.find('.');
  if (first == std::string::npos) return std::nullopt;
  const auto second = name.find('.', first + 1);
  if (second == std::string::npos || name[0] != '_' || name[first + 1] != '_') return std::nullopt;
  return Service{name.substr(0, first), name.substr(first + 1, second - first - 1),
                 name.substr(second + 1)};
}

std::string relative(const std::string& domain, const std::string& name) {
  if (name == domain) return "@";
  return name.substr(0, name.size() - domain.size() - 1);
}
std::string absolute(const std::string& domain, const std::string& name) {
  return name.empty() || name == "@" ? domain : lowered(name) + "." + domain;
}

bool isBelow(const std::string& domain, const std::string& name) {
  return name == domain || name.ends_with("." + domain);
}

std::string nameOf(const std::string& domain, const Json& record) {
  auto name = absolute(domain, textIn(record, "name"));
  if (textIn(record, "type") != "SRV") return name;
  return textIn(record, "service") + "." + textIn(record, "protocol") + "." + name;
}

std::string valueOf(const Json& record) {
  const auto type = textIn(record, "type"), data = textIn(record, "data");
  const auto number = [&](const char* name) { return std::to_string(numberIn(record, name)); };
  if (type == "MX") return number("priority") + " " + data;
  if (type == "SRV")
    return number("priority") + " " + number("weight") + " " + number("port") + " " + data;
  return data;
}

bool fits(const std::string& type, const std::string& value) {
  if (value.empty() || value.size() > 1024) return false;
  if (type == "TXT") return true;
  const auto words = wordsOf(value);
  const std::size_t numbers = type == "MX" ? 1 : type == "SRV" ? 3 : 0;
  if (words.size() != numbers + 1) return false;
  if (!std::all_of(words.begin(), words.end() - 1, numberOf)) return false;
  if (type == "A" || type == "AAAA") return isIpAddress(words.back());
  return isDomainName(words.back());
}

}  // namespace

RecordPlace placeOf(const std::string& domain, const RecordSet& set) {
  if (set.type == "SRV") return {set.type, relative(domain, serviceOf(set.name)->rest)};
  return {set.type, relative(domain, set.name)};
}

RecordPlace placeOf(const Json& record) {
  const auto name = textIn(record, "name");
  return {textIn(record, "type"), name.empty() ? "@" : lowered(name)};
}

std::optional<std::string> faultOf(const std::string& domain, const RecordSet& set) {
  if (std::ranges::find(kWritable, set.type) == kWritable.end())
    return "records of type " + set.type.substr(0, 16) + " cannot be kept at GoDaddy";
  const auto service = set.type == "SRV" ? serviceOf(set.name) : std::nullopt;
  if (set.type == "SRV" && !service) return "the name of an SRV set names no service";
  if (set.name.size() > 253 || set.name != lowered(set.name) ||
      !isBelow(domain, service ? service->rest : set.name))
    return "a name does not lie below the domain";
  if (set.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.*") != std::string::npos)
    return "a name holds what no name may";
  if (set.ttl < kShortestTtl || set.ttl > kLongestTtl)
    return "ttl is not between 600 and 604800 seconds";
  if (!std::ranges::all_of(set.values, [&](const auto& value) { return fits(set.type, value); }))
    return "a value is no " + set.type + " record";
  return std::nullopt;
}

std::vector<RecordSet> toRecordSets(const std::string& domain, const Json& records) {
  std::map<std::pair<std::string, std::string>, RecordSet> sets;
  for (const auto& record : records) {
    const auto name = nameOf(domain, record), type = textIn(record, "type");
    if (type.empty()) throw MappingError{"a record has no type"};
    auto& set = sets[{name, type}];
    set.name = name;
    set.type = type;
    set.ttl = numberIn(record, "ttl");
    set.values.push_back(valueOf(record));
  }
  std::vector<RecordSet> list;
  for (auto& [key, set] : sets) {
    std::ranges::sort(set.values);
    list.push_back(std::move(set));
  }
  return list;
}

std::vector<Json> fromRecordSet(const std::string& domain, const RecordSet& set) {
  std::vector<Json> records;
  for (const auto& value : set.values) {
    Json record{{"type", set.type}, {"name", placeOf(domain, set).name}, {"ttl", set.ttl}};
    const auto words = wordsOf(value);
    record["data"] = set.type == "TXT" ? value : words.back();
    if (set.type == "MX" || set.type == "SRV") record["priority"] = *numberOf(words[0]);
    if (set.type == "SRV") {
      const auto service = serviceOf(set.name);
      record["weight"] = *numberOf(words[1]);
      record["port"] = *numberOf(words[2]);
      record["service"] = service->service;
      record["protocol"] = service->protocol;
    }
    records.push_back(std::move(record));
  }
  return records;
}

bool belongsTo(const std::string& domain, const Json& record, const RecordSet& set) {
  return textIn(record, "type") == set.type && nameOf(domain, record) == set.name;
}

bool areEqual(const RecordSet& a, const RecordSet& b) {
  auto mine = a.values, theirs = b.values;
  std::ranges::sort(mine);
  std::ranges::sort(theirs);
  return a.name == b.name && a.type == b.type && a.ttl == b.ttl && mine == theirs;
}

}  // namespace hostler::godaddy
