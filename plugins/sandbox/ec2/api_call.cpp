#include "plugins/sandbox/ec2/api_call.h"

#include "plugins/sandbox/random_text.h"

#include <algorithm>
#include <charconv>

namespace hostler::sandbox::ec2 {
namespace {

bool isNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "Filter.2.Value.1" as "Filter.#.Value.#".
std::string patternOf(std::string_view name) {
  std::string pattern;
  while (true) {
    const auto segment = name.substr(0, name.find('.'));
    pattern += isNumber(segment) ? "#" : std::string{segment};
    if (segment.size() == name.size()) return pattern;
    pattern += '.';
    name.remove_prefix(segment.size() + 1);
  }
}

bool knows(const std::vector<std::string_view>& names, const std::string& pattern) {
  return std::ranges::find(names, pattern) != names.end();
}

}  // namespace

ApiError notFound(const std::string& code, const std::string& what, const std::string& id) {
  return {400, code, "The " + what + " '" + id + "' does not exist"};
}

void checkParameters(const Action& action, const Params& params) {
  static const std::vector<std::string_view> kAlways{"Action", "Version", "DryRun"};
  static const std::vector<std::string_view> kTagging{"TagSpecification.#.ResourceType",
                                                      "TagSpecification.#.Tag.#.Key",
                                                      "TagSpecification.#.Tag.#.Value"};
  std::vector<std::string> given;
  for (const auto& [name, value] : params) {
    given.push_back(patternOf(name));
    const auto& pattern = given.back();
    if (!knows(kAlways, pattern) && !knows(action.required, pattern) &&
        !knows(action.optional, pattern) && !(action.isTagging && knows(kTagging, pattern)))
      throw ApiError{400, "UnknownParameter", "The parameter " + name + " is not recognized"};
  }
  for (const auto name : action.required) {
    if (std::ranges::find(given, name) == given.end()) {
      throw ApiError{400, "MissingParameter",
                     "The request must contain the parameter " + std::string{name}};
    }
  }
}

std::vector<std::string> ApiCall::list(const std::string& name) const {
  std::vector<std::string> values;
  for (int i = 1; has(name + "." + std::to_string(i)); ++i)
    values.push_back(param(name + "." + std::to_string(i)));
  return values;
}

std::int64_t ApiCall::number(const std::string& name, std::int64_t fallback) const {
  if (!has(name)) return fallback;
  const auto text = param(name);
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) {
    throw ApiError{400, "InvalidParameterValue",
                   "Value (" + text + ") for parameter " + name + " is invalid."};
  }
  return value;
}

Json ApiCall::tagsFor(const std::string& resourceType) const {
  Json tags = Json::array();
  for (int i = 1; has("TagSpecification." + std::to_string(i) + ".ResourceType"); ++i) {
    const auto place = "TagSpecification." + std::to_string(i) + ".";
    if (param(place + "ResourceType") != resourceType) continue;
    for (int j = 1; has(place + "Tag." + std::to_string(j) + ".Key"); ++j) {
      const auto tag = place + "Tag." + std::to_string(j) + ".";
      tags.push_back({{"key", param(tag + "Key")}, {"value", param(tag + "Value")}});
    }
  }
  return tags;
}

std::string ApiCall::nowText() const {
  return Instant::ofUnixSeconds(now.unixSeconds()).text();
}

std::string newId(const std::string& prefix) {
  constexpr std::size_t kDigits = 17;
  std::string id = prefix;
  const auto text = randomText(kDigits);
  for (const char c : text) id += "0123456789abcdef"[static_cast<unsigned char>(c) % 16];
  return id;
}

Items* CloudAccount::itemsWith(const std::string& resourceId) {
  const std::pair<const char*, Items*> kinds[] = {{"i-", &instances},        {"vol-", &volumes},
                                                  {"eipalloc-", &addresses}, {"sg-", &groups},
                                                  {"key-", &keys},           {"snap-", &snapshots}};
  for (const auto& [prefix, items] : kinds) {
    if (resourceId.starts_with(prefix)) return items;
  }
  return nullptr;
}

void becomesLater(Json& item, Json change) {
  item["_becomes"] = std::move(change);
  item["_polls"] = 1;
}

Json simpleReturn() {
  return {{"return", true}};
}

Json* entryIn(Json& list, const char* member, const std::string& value) {
  for (auto& entry : list) {
    if (entry.value(member, "") == value) return &entry;
  }
  return nullptr;
}

}  // namespace hostler::sandbox::ec2
