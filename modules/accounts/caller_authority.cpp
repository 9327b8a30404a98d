#include "modules/accounts/caller_authority.h"

#include <algorithm>
#include <array>

namespace hostler {
namespace {

constexpr std::array<std::string_view, 4> kLooking{"Read", "List", "Get", "View"};

bool onlyLooks(std::string_view action) {
  const auto colon = action.find(':');
  if (colon == std::string_view::npos) return false;
  const auto verb = action.substr(colon + 1);
  return std::ranges::any_of(kLooking,
                             [&](std::string_view word) { return verb.starts_with(word); });
}

bool covers(std::string_view pattern, std::string_view part) {
  return pattern.ends_with('*') ? part.starts_with(pattern.substr(0, pattern.size() - 1))
                                : part == pattern;
}

// Letters, digits and underscores, perhaps with a star at the end; or a star alone.
bool isPart(std::string_view text) {
  if (text.ends_with('*'))
    text.remove_suffix(1);
  else if (text.empty())
    return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

bool coversAction(std::string_view pattern, std::string_view action) {
  if (pattern == "*") return true;
  if (pattern == "read") return onlyLooks(action);
  const auto colon = pattern.find(':'), actionColon = action.find(':');
  if (colon == std::string_view::npos || actionColon == std::string_view::npos) return false;
  return covers(pattern.substr(0, colon), action.substr(0, actionColon)) &&
         covers(pattern.substr(colon + 1), action.substr(actionColon + 1));
}

bool isActionPattern(std::string_view text) {
  if (text == "*" || text == "read") return true;
  const auto colon = text.find(':');
  return text.size() <= 80 && colon != std::string_view::npos && isPart(text.substr(0, colon)) &&
         isPart(text.substr(colon + 1));
}

bool ListedActions::allows(std::string_view action, std::string_view) const {
  bool given = false;
  for (const auto& pattern : patterns_) {
    if (pattern.starts_with('!')) {
      if (coversAction(std::string_view{pattern}.substr(1), action)) return false;
    } else if (!given) {
      given = coversAction(pattern, action);
    }
  }
  return given;
}

std::shared_ptr<const Authority> RootAlone::of(db::Reader&, const ClientIdentity& who) {
  static const auto everything =
      std::make_shared<const ListedActions>(std::vector<std::string>{"*"});
  static const auto nothing = std::make_shared<const ListedActions>(std::vector<std::string>{});
  return who.kind == UserKind::Root ? everything : nothing;
}

}  // namespace hostler
