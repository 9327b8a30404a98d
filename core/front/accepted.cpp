#include "core/front/accepted.h"

#include "core/front/request_rules.h"

#include <algorithm>
#include <optional>

namespace hostler::front {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `visit` for each member of the comma-separated lists in all headers of that name.
template <class Visit>
void forEachMember(const Headers& headers, std::string_view name, Visit visit) {
  for (const auto& [key, value] : headers) {
    if (key != name) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      visit(trimmed(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

// A weight of zero, in any of its spellings from "0" to "0.000", forbids.
bool isForbidden(std::string_view parameters) {
  const auto weight = trimmed(parameters);
  if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return false;
  const auto value = weight.substr(2);
  return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool acceptsCoding(const Headers& headers, std::string_view coding) {
  std::optional<bool> named, any;
  forEachMember(headers, "accept-encoding", [&](std::string_view member) {
    const auto semicolon = std::min(member.find(';'), member.size());
    const auto parameters = member.substr(std::min(semicolon + 1, member.size()));
    const auto word = trimmed(member.substr(0, semicolon));
    if (equalsIgnoringCase(word, coding)) named = !isForbidden(parameters);
    if (word == "*") any = !isForbidden(parameters);
  });
  return named.value_or(any.value_or(false));
}

bool knowsTag(const Headers& headers, std::string_view tag) {
  bool knows = false;
  forEachMember(headers, "if-none-match", [&](std::string_view member) {
    if (member.starts_with("W/")) member.remove_prefix(2);
    knows = knows || member == tag || member == "*";
  });
  return knows;
}

}  // namespace hostler::front
