#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"

#include <array>
#include <string>
#include <string_view>

namespace hostler::lua {

enum class LogLevel { Info = 1, Warning, Error };

/// What a script printed or logged.
struct LogLine {
  LogLevel level = LogLevel::Info;
  std::string text;
  Json facts = Json::object();
};

}  // namespace hostler::lua

namespace hostler {
template <>
inline constexpr std::array kEnumNames<lua::LogLevel>{
    std::string_view{"info"}, std::string_view{"warning"}, std::string_view{"error"}};
}  // namespace hostler
