#include "mapping.h"

#include "refusals.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace hostler::cloudstack {
namespace {

using sdk::Json;

std::optional<std::int64_t> numberIn(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

MappingError::MappingError(const std::string& why)
    : sdk::ProviderFailure{
          sdk::unusableAnswer(sdk::Effect::Read, "the cloud's answer does not fit: " + why)} {}

const Json& memberOf(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) throw MappingError{"an entry is not an object"};
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string textOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_string()) throw MappingError{std::string{name} + " is not a text"};
  return value.get<std::string>();
}

std::string someText(const Json& object, const char* name) {
  return memberOf(object, name).is_null() ? std::string{} : textOf(object, name);
}

std::optional<std::int64_t> someNumber(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return std::nullopt;
  const auto number = numberIn(value);
  if (!number) throw MappingError{std::string{name} + " is not a number"};
  return number;
}

std::int64_t numberOf(const Json& object, const char* name) {
  const auto number = someNumber(object, name);
  if (!number) throw MappingError{std::string{name} + " is missing"};
  return *number;
}

bool flagOf(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return false;
  if (value.is_boolean()) return value.get<bool>();
  if (value == "true") return true;
  if (value == "false") return false;
  throw MappingError{std::string{name} + " is not a flag"};
}

const Json& listOf(const Json& object, const char* name) {
  static const Json empty = Json::array();
  const auto& value = memberOf(object, name);
  if (value.is_null()) return empty;
  if (!value.is_array()) throw MappingError{std::string{name} + " is not a list"};
  return value;
}

std::optional<std::int64_t> timeOf(const Json& object, const char* name) {
  const auto text = someText(object, name);
  if (text.empty()) return std::nullopt;
  std::tm at{};
  const char* zone = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &at);
  char sign = '+';
  int hours = 0, minutes = 0, read = 0;
  if (zone == nullptr || std::sscanf(zone, "%c%2d%2d%n", &sign, &hours, &minutes, &read) != 3 ||
      zone[read] != '\0' || (sign != '+' && sign != '-')) {
    throw MappingError{std::string{name} + " is not a time"};
  }
  const auto offset = (hours * 60 + minutes) * 60;
  return timegm(&at) - (sign == '+' ? offset : -offset);
}

std::map<std::string, std::string> tagsOf(const Json& object) {
  std::map<std::string, std::string> tags;
  for (const auto& tag : listOf(object, "tags")) tags[textOf(tag, "key")] = someText(tag, "value");
  return tags;
}

bool isAtWork(const Json& thing) {
  return !someText(thing, "jobid").empty() && someNumber(thing, "jobstatus") == 0;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ",") + text;
  return all;
}

std::vector<std::string> splitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

std::string gibibytesOf(std::int64_t bytes, const char* name) {
  if (bytes < kGibibyte || bytes % kGibibyte != 0)
    fail(badRequest(std::string{name} + " is not a whole number of GiB"));
  return std::to_string(bytes / kGibibyte);
}

}  // namespace hostler::cloudstack
