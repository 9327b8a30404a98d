#include "modules/accounts/states.h"

#include "modules/accounts/indian_states.h"
#include "modules/accounts/listed_states.h"

#include <algorithm>
#include <cctype>

namespace hostler {
namespace {

char small(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Letters and digits alone, small, "&" as "and": "Jammu & Kashmir" and "jammu and kashmir" are one.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "and";
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0) {
      out.push_back(small(c));
    }
  }
  return out;
}

bool anyIs(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    const auto end = std::min(list.find('|'), list.size());
    if (plain(list.substr(0, end)) == wanted) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// "IN-MH" as "MH", for that country.
std::string_view withoutCountry(std::string_view country, std::string_view text) {
  const bool prefixed = text.size() > 3 && text[2] == '-' &&
                        std::ranges::equal(text.substr(0, 2), country, {}, small, small);
  return prefixed ? text.substr(3) : text;
}

bool isCodeOfIso(std::string_view text) {
  return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 && (c & 0x80) == 0;
  });
}

bool isInForce(const IndianState& state, Date on) {
  return (state.from.empty() || *Date::parse(state.from) <= on) &&
         (state.until.empty() || on < *Date::parse(state.until));
}

std::optional<State> indian(std::string_view text, Date on) {
  const auto wanted = plain(withoutCountry("IN", text));
  for (const auto& state : indianStates()) {
    const bool meant =
        wanted == state.gst || anyIs(state.iso, wanted) || anyIs(state.names, wanted);
    if (meant && isInForce(state, on)) {
      return State{std::string{state.names.substr(0, state.names.find('|'))},
                   std::string{state.gst}};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> gstStateName(std::string_view code, Date on) {
  for (const auto& state : indianStates()) {
    if (state.gst == code && isInForce(state, on))
      return std::string{state.names.substr(0, state.names.find('|'))};
  }
  return std::nullopt;
}

std::optional<State> findState(std::string_view country, std::string_view text, Date on) {
  if (country == "IN") return indian(text, on);
  const auto bare = withoutCountry(country, text);
  const auto listed = listedStates(country);
  const auto wanted = plain(bare);
  for (const auto& state : listed) {
    if (plain(state.code) == wanted || plain(state.name) == wanted) {
      return State{std::string{state.name}, std::string{state.code}};
    }
  }
  if (!listed.empty()) return std::nullopt;
  if (!isCodeOfIso(bare)) return State{std::string{text}, ""};
  std::string code{bare};
  std::ranges::transform(code, code.begin(), [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  });
  return State{code, code};
}

}  // namespace hostler
