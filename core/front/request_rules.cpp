#include "core/front/request_rules.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace hostler::front {
namespace {

constexpr std::size_t kLongestMethod = 32;
constexpr std::size_t kLongestHost = 255;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
char lower(char c) {
  return isUpper(c) ? static_cast<char>(c | 0x20) : c;
}
bool isHex(char c) {
  return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}
bool isNameCharacter(char c) {
  return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '.' || c == '-' || c == '_';
}

bool isPort(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && text.size() <= 5;
}

bool isAddressInBrackets(std::string_view text) {
  if (text.size() < 4 || text.front() != '[' || text.back() != ']') return false;
  const auto inside = text.substr(1, text.size() - 2);
  return std::count(inside.begin(), inside.end(), ':') >= 2 &&
         std::all_of(inside.begin(), inside.end(),
                     [](char c) { return isHex(c) || c == ':' || c == '.'; });
}

// Blanks, controls, a fragment and bytes that a URI must encode have no place in a target (RFC
// 3986).
bool isClean(std::string_view target) {
  return std::all_of(target.begin(), target.end(),
                     [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

std::optional<Target> absoluteTarget(Method method, std::string_view text) {
  const auto mark = text.find("://");
  if (mark == std::string_view::npos) return std::nullopt;
  const auto scheme = text.substr(0, mark);
  if (!equalsIgnoringCase(scheme, "http") && !equalsIgnoringCase(scheme, "https"))
    return std::nullopt;
  const auto rest = text.substr(mark + 3);
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  const auto authority = rest.substr(0, end), tail = rest.substr(end);
  if (!isHost(authority)) return std::nullopt;
  Target target{.origin = {}, .authority = std::string{authority}};
  if (!tail.starts_with('/')) {
    target.origin = tail.empty() && method == Method::Options ? '*' : '/';
  }
  target.origin.append(tail);
  return target;
}

}  // namespace

std::optional<Method> methodOf(std::string_view text) {
  for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch,
                              Method::Delete, Method::Options, Method::Trace}) {
    if (text == nameOf(method)) return method;
  }
  const bool isWord =
      !text.empty() && text.size() <= kLongestMethod &&
      std::all_of(text.begin(), text.end(), [](char c) { return isUpper(c) || c == '-'; });
  return isWord ? std::optional{Method::Other} : std::nullopt;
}

bool isHost(std::string_view value) {
  if (value.empty() || value.size() > kLongestHost) return false;
  const auto colon = value.find_last_of(":]");
  const bool hasPort = colon != std::string_view::npos && value[colon] == ':';
  if (hasPort && !isPort(value.substr(colon + 1))) return false;
  const auto host = hasPort ? value.substr(0, colon) : value;
  if (host.starts_with('[')) return isAddressInBrackets(host);
  return !host.empty() && std::all_of(host.begin(), host.end(), isNameCharacter);
}

bool isLength(std::string_view value) {
  return !value.empty() && value.size() <= 18 && std::all_of(value.begin(), value.end(), isDigit);
}

std::optional<Target> targetOf(Method method, std::string_view text) {
  if (!isClean(text)) return std::nullopt;
  if (text.starts_with('/')) return Target{.origin = std::string{text}, .authority = {}};
  if (text == "*") {
    if (method != Method::Options) return std::nullopt;
    return Target{.origin = "*", .authority = {}};
  }
  return absoluteTarget(method, text);
}

bool listHolds(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    auto word = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (!word.empty() && (word.front() == ' ' || word.front() == '\t')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == ' ' || word.back() == '\t')) word.remove_suffix(1);
    if (equalsIgnoringCase(word, token)) return true;
  }
  return false;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace hostler::front
