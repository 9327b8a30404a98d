#include "core/plugin_host/destination.h"

#include <algorithm>
#include <array>

namespace hostler::plugin {
namespace {

// Parts of names; where one meets a setting that is no place, a secret is asked for once too often.
constexpr std::array<std::string_view, 17> kWords{
    "host",    "port",   "url",    "uri",   "endpoint",    "address", "server", "domain", "proxy",
    "gateway", "region", "verify", "trust", "certificate", "pin",     "tls",    "ssl"};

bool namesPlace(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

bool isAddress(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().find("://") != std::string::npos;
}

Json memberOf(const Json& object, const std::string& name) {
  return object.is_object() ? object.value(name, Json()) : Json();
}

bool differsIn(const std::string& name, const Json& before, const Json& after) {
  if (before == after) return false;
  if (namesPlace(name) || isAddress(before) || isAddress(after)) return true;
  return leadsElsewhere(before, after);
}

}  // namespace

bool leadsElsewhere(const Json& before, const Json& after) {
  if (before.is_array() || after.is_array()) {
    return std::ranges::any_of(before, isAddress) || std::ranges::any_of(after, isAddress);
  }
  for (const auto* side : {&before, &after}) {
    if (!side->is_object()) continue;
    for (const auto& [name, value] : side->items()) {
      if (differsIn(name, memberOf(before, name), memberOf(after, name))) return true;
    }
  }
  return false;
}

}  // namespace hostler::plugin
