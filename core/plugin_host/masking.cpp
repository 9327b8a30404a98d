#include "core/plugin_host/masking.h"

#include <algorithm>
#include <cctype>

namespace hostler::plugin {
namespace {

// Shorter ones would mask half the language, and keep nothing secret.
constexpr std::size_t kShortest = 4;
constexpr std::string_view kMask = "***";

std::string inUrl(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view{"-._~"}.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return encoded;
}

std::string inJson(const std::string& text) {
  const auto quoted = dump(text);
  return quoted.substr(1, quoted.size() - 2);
}

void collect(const Json& value, bool secret, const std::set<std::string>& names,
             std::vector<std::string>& found) {
  if (value.is_string() && secret) found.push_back(value.get<std::string>());
  if (value.is_array()) {
    for (const auto& entry : value) collect(entry, secret, names, found);
  }
  if (value.is_object()) {
    for (const auto& [name, member] : value.items())
      collect(member, secret || names.contains(name), names, found);
  }
}

}  // namespace

Masking::Masking(const std::vector<std::string>& secrets) {
  std::set<std::string> texts;
  for (const auto& secret : secrets) {
    if (secret.size() < kShortest) continue;
    texts.insert({secret, inUrl(secret), inJson(secret)});
  }
  texts_.assign(texts.begin(), texts.end());
  std::ranges::stable_sort(texts_, std::ranges::greater{}, &std::string::size);
}

std::string Masking::mask(std::string_view text) const {
  std::string masked{text};
  for (const auto& secret : texts_) {
    for (auto at = masked.find(secret); at != std::string::npos;
         at = masked.find(secret, at + kMask.size())) {
      masked.replace(at, secret.size(), kMask);
    }
  }
  return masked;
}

Json Masking::maskAll(const Json& value) const {
  if (value.is_string()) return mask(value.get_ref<const std::string&>());
  if (!value.is_structured()) return value;
  Json masked = value.is_array() ? Json::array() : Json::object();
  for (const auto& [name, member] : value.items()) {
    if (value.is_array())
      masked.push_back(maskAll(member));
    else
      masked[mask(name)] = maskAll(member);
  }
  return masked;
}

std::vector<std::string> secretsAt(const Json& settings, const std::set<std::string>& paths) {
  std::vector<std::string> found;
  for (const auto& path : paths) {
    const Json* at = &settings;
    std::size_t begin = 0;
    while (at != nullptr && begin <= path.size()) {
      auto end = path.find('.', begin);
      if (end == std::string::npos) end = path.size();
      auto name = path.substr(begin, end - begin);
      if (name.ends_with("[]")) name.resize(name.size() - 2);
      at = at->is_object() && at->contains(name) ? &at->at(name) : nullptr;
      begin = end + 1;
    }
    if (at != nullptr) collect(*at, true, {}, found);
  }
  return found;
}

std::vector<std::string> secretsNamed(const Json& request, const std::set<std::string>& names) {
  std::vector<std::string> found;
  collect(request, false, names, found);
  return found;
}

}  // namespace hostler::plugin
