#include "names.h"

#include <algorithm>

namespace hostler::powerdns {
namespace {

constexpr std::size_t kLongestName = 253, kLongestLabel = 63;

bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isHostLabel(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' &&
         label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return isPlain(c) || c == '-'; });
}
bool isRecordLabel(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel &&
         std::ranges::all_of(label, [](char c) { return isPlain(c) || c == '-' || c == '_'; });
}

bool eachLabel(std::string_view name, bool (*isLabel)(std::string_view)) {
  if (name.empty() || name.size() > kLongestName) return false;
  while (true) {
    const auto dot = name.find('.');
    if (!isLabel(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

bool isZoneName(std::string_view name) {
  return name.find('.') != std::string_view::npos && eachLabel(name, isHostLabel);
}

bool isTargetName(std::string_view name) {
  return eachLabel(name, isRecordLabel);
}

bool isRecordName(std::string_view name) {
  return isTargetName(name.starts_with("*.") ? name.substr(2) : name);
}

bool isReference(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
    return isPlain(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
  });
}

bool isInZone(std::string_view name, std::string_view zone) {
  if (name == zone) return true;
  return name.size() > zone.size() + 1 && name.ends_with(zone) &&
         name[name.size() - zone.size() - 1] == '.';
}

std::string absolute(std::string_view name) {
  return name == "." ? std::string{name} : std::string{name} + ".";
}

std::string withoutDot(std::string_view name) {
  return std::string{name.size() > 1 && name.ends_with('.') ? name.substr(0, name.size() - 1)
                                                            : name};
}

std::string lowered(std::string_view text) {
  std::string copy{text};
  for (auto& c : copy) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return copy;
}

}  // namespace hostler::powerdns
