#include "core/lua/failure.h"

#include <charconv>

namespace hostler::lua {
namespace {

struct Place {
  std::string_view file;
  int line = 0;
};

// "hooks/vip_grace.lua:3: attempt to …". The message of a library function may hold further colons.
Place placeIn(std::string_view message) {
  const auto colon = message.find(':');
  if (colon == std::string_view::npos) return {};
  const auto* end = message.data() + message.size();
  int line = 0;
  const auto [rest, error] = std::from_chars(message.data() + colon + 1, end, line);
  if (error != std::errc{} || rest == end || *rest != ':') return {};
  return {message.substr(0, colon), line};
}

}  // namespace

std::string ScriptFailure::file() const {
  return std::string{placeIn(message).file};
}

int ScriptFailure::line() const {
  return placeIn(message).line;
}

}  // namespace hostler::lua
