#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>
#include <array>

namespace hostler::sandbox::godaddy {

Json errorJson(const Refusal& refusal) {
  Json json{{"code", refusal.code}, {"message", refusal.message}};
  if (!refusal.fields.empty()) json["fields"] = refusal.fields;
  return json;
}

Refusal unknownDomain(const std::string& name) {
  return {404, "UNKNOWN_DOMAIN",
          "The given domain is not registered, or does not have a zone: " + name};
}

bool ApiCall::is(front::Method method, std::initializer_list<std::string_view> pattern) const {
  return request.method == method &&
         std::equal(path.begin(), path.end(), pattern.begin(), pattern.end(),
                    [](const std::string& segment, std::string_view wanted) {
                      return wanted == "*" || segment == wanted;
                    });
}

void ApiCall::takes(std::initializer_list<std::string_view> optional,
                    std::initializer_list<std::string_view> required) const {
  for (const auto& [name, value] : query) {
    const bool known = std::ranges::find(optional, name) != optional.end() ||
                       std::ranges::find(required, name) != required.end();
    if (!known)
      throw Refusal{400, "UNEXPECTED_PARAMETER", name + " is not a parameter of this call"};
  }
  for (const auto name : required) {
    if (param(name).empty())
      throw Refusal{422, "MISSING_PARAMETER", std::string{name} + " must be specified"};
  }
}

std::string endpointOf(std::string_view method, const std::vector<std::string>& path) {
  constexpr std::array<std::string_view, 5> kOwnWords{"available", "suggest", "tlds", "agreements",
                                                      "purchase"};
  auto name = std::string{method};
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto before = i == 0 ? std::string{} : path[i - 1];
    const bool isWord = std::ranges::find(kOwnWords, path[i]) != kOwnWords.end();
    const bool varies = (before == "domains" && !isWord) || before == "customers" ||
                        before == "shoppers" || before == "schema" || before == "actions" ||
                        before == "records" || (i == 5 && path[3] == "records");
    name += "/" + (varies ? std::string{"*"} : path[i]);
  }
  return name;
}

}  // namespace hostler::sandbox::godaddy
